"""Courses, their parties, eligible countries and counted places."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "courses",
        sa.Column("activity_id", sa.Uuid(), nullable=True),
        sa.Column("outside_plan_reason", sa.JSON(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("summary", sa.JSON(), nullable=False),
        sa.Column("objectives", sa.JSON(), nullable=False),
        sa.Column("profile", sa.JSON(), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("costs", sa.JSON(), nullable=False),
        sa.Column("practical_note", sa.JSON(), nullable=False),
        sa.Column("mode", sa.String(length=40), nullable=True),
        sa.Column("venue", sa.JSON(), nullable=False),
        sa.Column("host_country_code", sa.String(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("interpretation", sa.JSON(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("places_per_country", sa.Integer(), nullable=True),
        sa.Column("nominees_per_country", sa.Integer(), nullable=True),
        sa.Column("eligibility", sa.String(length=40), nullable=False),
        sa.Column("nominations_close_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deadline_wall", sa.String(), nullable=False),
        sa.Column("deadline_zone", sa.String(), nullable=False),
        sa.Column("decisions_by", sa.Date(), nullable=True),
        sa.Column("contact_name", sa.String(), nullable=False),
        sa.Column("contact_email", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("source_url", sa.String(), nullable=False),
        sa.Column("cancelled_reason", sa.String(), nullable=False),
        sa.Column("decisions_released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["activity_id"], ["activities.id"], name=op.f("fk_courses_activity_id")),
        sa.ForeignKeyConstraint(["host_country_code"], ["countries.code"], name=op.f("fk_courses_host_country_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_courses")),
        sa.UniqueConstraint("slug", name=op.f("uq_courses_slug")),
    )
    op.create_index(op.f("ix_courses_activity_id"), "courses", ["activity_id"], unique=False)
    op.create_index(op.f("ix_courses_nominations_close_at"), "courses", ["nominations_close_at"], unique=False)
    op.create_index(op.f("ix_courses_state"), "courses", ["state"], unique=False)
    op.create_table(
        "course_countries",
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("country_code", sa.String(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "taken >= 0 AND (places IS NULL OR taken <= places)", name=op.f("ck_course_countries_within_places")
        ),
        sa.ForeignKeyConstraint(["country_code"], ["countries.code"], name=op.f("fk_course_countries_country_code")),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name=op.f("fk_course_countries_course_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_countries")),
        sa.UniqueConstraint("course_id", "country_code", name=op.f("uq_course_countries_course_id_country_code")),
    )
    op.create_index(op.f("ix_course_countries_country_code"), "course_countries", ["country_code"], unique=False)
    op.create_index(op.f("ix_course_countries_course_id"), "course_countries", ["course_id"], unique=False)
    op.create_table(
        "course_parties",
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name=op.f("fk_course_parties_course_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["party_id"], ["parties.id"], name=op.f("fk_course_parties_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_parties")),
        sa.UniqueConstraint("course_id", "role", "party_id", name=op.f("uq_course_parties_course_id_role_party_id")),
    )
    op.create_index(op.f("ix_course_parties_course_id"), "course_parties", ["course_id"], unique=False)
    op.create_index(op.f("ix_course_parties_party_id"), "course_parties", ["party_id"], unique=False)
    op.create_table(
        "course_places",
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "taken >= 0 AND (places IS NULL OR taken <= places)", name=op.f("ck_course_places_within_places")
        ),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name=op.f("fk_course_places_course_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("course_id", name=op.f("pk_course_places")),
    )


def downgrade() -> None:
    op.drop_table("course_places")
    op.drop_index(op.f("ix_course_parties_party_id"), table_name="course_parties")
    op.drop_index(op.f("ix_course_parties_course_id"), table_name="course_parties")
    op.drop_table("course_parties")
    op.drop_index(op.f("ix_course_countries_course_id"), table_name="course_countries")
    op.drop_index(op.f("ix_course_countries_country_code"), table_name="course_countries")
    op.drop_table("course_countries")
    op.drop_index(op.f("ix_courses_state"), table_name="courses")
    op.drop_index(op.f("ix_courses_nominations_close_at"), table_name="courses")
    op.drop_index(op.f("ix_courses_activity_id"), table_name="courses")
    op.drop_table("courses")
