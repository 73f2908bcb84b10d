"""Progress reports and their texts."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "progress_reports",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("window_from", sa.Date(), nullable=False),
        sa.Column("window_to", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("occasion", sa.JSON(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["work_plans.id"], name=op.f("fk_progress_reports_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_progress_reports")),
        sa.UniqueConstraint("slug", name=op.f("uq_progress_reports_slug")),
    )
    op.create_index(op.f("ix_progress_reports_plan_id"), "progress_reports", ["plan_id"], unique=False)
    op.create_table(
        "report_texts",
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("part", sa.String(length=40), nullable=False),
        sa.Column("area_number", sa.Integer(), nullable=False),
        sa.Column("text", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["progress_reports.id"], name=op.f("fk_report_texts_report_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_texts")),
        sa.UniqueConstraint(
            "report_id", "part", "area_number", name=op.f("uq_report_texts_report_id_part_area_number")
        ),
    )
    op.create_index(op.f("ix_report_texts_report_id"), "report_texts", ["report_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_report_texts_report_id"), table_name="report_texts")
    op.drop_table("report_texts")
    op.drop_index(op.f("ix_progress_reports_plan_id"), table_name="progress_reports")
    op.drop_table("progress_reports")
