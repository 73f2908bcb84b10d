"""Calls in full: kinds of calls, agenda, documents asked, joining link, materials, answers on dates."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    with op.batch_alter_table("courses") as courses:
        courses.add_column(sa.Column("call", sa.String(length=40), nullable=False, server_default="full"))
        courses.add_column(sa.Column("confirm_by", sa.Date(), nullable=True))
        courses.add_column(sa.Column("statements", sa.JSON(), nullable=False, server_default="[]"))
        courses.add_column(sa.Column("postponed_reason", sa.String(), nullable=False, server_default=""))
    op.create_table(
        "course_sessions",
        _course(),
        sa.Column("day_number", sa.Integer(), nullable=False),
        sa.Column("starts", sa.String(), nullable=False),
        sa.Column("ends", sa.String(), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("speaker", sa.String(), nullable=False),
        sa.Column("speaker_institution", sa.String(), nullable=False),
        sa.Column("speaker_country_code", sa.String(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        _of_course("course_sessions"),
        sa.ForeignKeyConstraint(
            ["speaker_country_code"], ["countries.code"], name=op.f("fk_course_sessions_speaker_country_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_sessions")),
    )
    op.create_table(
        "asked_documents",
        _course(),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("is_required", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _of_course("asked_documents"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asked_documents")),
    )
    op.create_table(
        "joining_links",
        _course(),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        _of_course("joining_links"),
        sa.PrimaryKeyConstraint("course_id", name=op.f("pk_joining_links")),
    )
    op.create_table(
        "course_materials",
        _course(),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _of_course("course_materials"),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name=op.f("fk_course_materials_file_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_materials")),
        sa.UniqueConstraint("file_id", name=op.f("uq_course_materials_file_id")),
    )
    op.create_table(
        "dates_answers",
        _course(),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("is_agreed", sa.Boolean(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _of_course("dates_answers"),
        sa.ForeignKeyConstraint(["party_id"], ["parties.id"], name=op.f("fk_dates_answers_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dates_answers")),
    )
    for table in INDEXED:
        op.create_index(op.f(f"ix_{table}_course_id"), table, ["course_id"], unique=False)


def downgrade() -> None:
    for table in reversed(INDEXED):
        op.drop_index(op.f(f"ix_{table}_course_id"), table_name=table)
        op.drop_table(table)
    op.drop_table("joining_links")
    with op.batch_alter_table("courses") as courses:
        courses.drop_column("postponed_reason")
        courses.drop_column("statements")
        courses.drop_column("confirm_by")
        courses.drop_column("call")


INDEXED = ("course_sessions", "asked_documents", "course_materials", "dates_answers")


def _course() -> sa.Column[sa.Uuid]:
    return sa.Column("course_id", sa.Uuid(), nullable=False)


def _of_course(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_course_id")
    return sa.ForeignKeyConstraint(["course_id"], ["courses.id"], name=name, ondelete="CASCADE")
