"""Course reports, figures and countries taking part."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "countries_taking_part",
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("country_code", sa.String(), nullable=False),
        sa.Column("participants", sa.Integer(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["country_code"], ["countries.code"], name=op.f("fk_countries_taking_part_country_code")
        ),
        sa.ForeignKeyConstraint(["course_id"], ["courses.id"], name=op.f("fk_countries_taking_part_course_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_countries_taking_part")),
        sa.UniqueConstraint("course_id", "country_code", name=op.f("uq_countries_taking_part_course_id_country_code")),
    )
    op.create_index(
        op.f("ix_countries_taking_part_country_code"), "countries_taking_part", ["country_code"], unique=False
    )
    op.create_index(op.f("ix_countries_taking_part_course_id"), "countries_taking_part", ["course_id"], unique=False)
    op.create_table(
        "course_reports",
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("held_from", sa.Date(), nullable=True),
        sa.Column("held_to", sa.Date(), nullable=True),
        sa.Column("mode", sa.String(length=40), nullable=True),
        sa.Column("provided_by", sa.String(), nullable=False),
        sa.Column("funder", sa.String(), nullable=False),
        sa.Column("outputs", sa.JSON(), nullable=False),
        sa.Column("results", sa.JSON(), nullable=False),
        sa.Column("difficulties", sa.JSON(), nullable=False),
        sa.Column("lessons", sa.JSON(), nullable=False),
        sa.Column("follow_up", sa.JSON(), nullable=False),
        sa.Column("variance_reason", sa.JSON(), nullable=False),
        sa.Column("remarks", sa.String(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["course_id"], ["courses.id"], name=op.f("fk_course_reports_course_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_reports")),
        sa.UniqueConstraint("course_id", name=op.f("uq_course_reports_course_id")),
    )
    op.create_index(op.f("ix_course_reports_state"), "course_reports", ["state"], unique=False)
    op.create_table(
        "figures",
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("qualifier", sa.String(length=40), nullable=False),
        sa.Column("women", sa.Integer(), nullable=True),
        sa.Column("sex_recorded", sa.Integer(), nullable=True),
        sa.Column("as_written", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("source_url", sa.String(), nullable=False),
        sa.Column("is_chosen", sa.Boolean(), nullable=False),
        sa.Column("confirmed_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["course_id"], ["courses.id"], name=op.f("fk_figures_course_id")),
        sa.ForeignKeyConstraint(["report_id"], ["course_reports.id"], name=op.f("fk_figures_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figures")),
        sa.UniqueConstraint("report_id", "kind", name=op.f("uq_figures_report_id_kind")),
    )
    op.create_index(op.f("ix_figures_course_id"), "figures", ["course_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_figures_course_id"), table_name="figures")
    op.drop_table("figures")
    op.drop_index(op.f("ix_course_reports_state"), table_name="course_reports")
    op.drop_table("course_reports")
    op.drop_index(op.f("ix_countries_taking_part_course_id"), table_name="countries_taking_part")
    op.drop_index(op.f("ix_countries_taking_part_country_code"), table_name="countries_taking_part")
    op.drop_table("countries_taking_part")
