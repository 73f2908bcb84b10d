"""Delegation sheets that wait for confirmation, reminders that went out, and countries that will not nominate."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "sheet_uploads",
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("country_code", sa.String(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["country_code"], ["countries.code"], name=op.f("fk_sheet_uploads_country_code")),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name=op.f("fk_sheet_uploads_course_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_uploads")),
    )
    for name in ("course_id", "user_id", "created_at"):
        op.create_index(op.f(f"ix_sheet_uploads_{name}"), "sheet_uploads", [name], unique=False)
    op.create_table(
        "no_nominees",
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("country_code", sa.String(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["country_code"], ["countries.code"], name=op.f("fk_no_nominees_country_code")),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name=op.f("fk_no_nominees_course_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_no_nominees")),
        sa.UniqueConstraint("course_id", "country_code", name=op.f("uq_no_nominees_course_id_country_code")),
    )
    for name in ("course_id", "country_code"):
        op.create_index(op.f(f"ix_no_nominees_{name}"), "no_nominees", [name], unique=False)
    op.create_table(
        "reminders",
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("country_code", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["country_code"], ["countries.code"], name=op.f("fk_reminders_country_code")),
        sa.ForeignKeyConstraint(["course_id"], ["courses.id"], name=op.f("fk_reminders_course_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
        sa.UniqueConstraint(
            "course_id",
            "country_code",
            "address",
            "days",
            name=op.f("uq_reminders_course_id_country_code_address_days"),
        ),
    )
    op.create_index(op.f("ix_reminders_course_id"), "reminders", ["course_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_reminders_course_id"), table_name="reminders")
    op.drop_table("reminders")
    for name in ("country_code", "course_id"):
        op.drop_index(op.f(f"ix_no_nominees_{name}"), table_name="no_nominees")
    op.drop_table("no_nominees")
    for name in ("created_at", "user_id", "course_id"):
        op.drop_index(op.f(f"ix_sheet_uploads_{name}"), table_name="sheet_uploads")
    op.drop_table("sheet_uploads")
