"""Nominees, nominations and proposals."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "reference_numbers",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_reference_numbers")),
    )
    op.create_table(
        "nominees",
        sa.Column("country_code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("given_name", sa.String(), nullable=False),
        sa.Column("family_name", sa.String(), nullable=False),
        sa.Column("native_name", sa.String(), nullable=False),
        sa.Column("certificate_name", sa.String(), nullable=False),
        sa.Column("sex", sa.String(length=40), nullable=True),
        sa.Column("institution", sa.String(), nullable=False),
        sa.Column("position", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("telephone", sa.String(), nullable=False),
        sa.Column("language_levels", sa.JSON(), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["country_code"], ["countries.code"], name=op.f("fk_nominees_country_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nominees")),
    )
    op.create_index(op.f("ix_nominees_country_code"), "nominees", ["country_code"], unique=False)
    op.create_table(
        "nominations",
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("country_code", sa.String(), nullable=False),
        sa.Column("nominee_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("reference", sa.String(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("interpretation_into", sa.String(), nullable=False),
        sa.Column("experience", sa.String(), nullable=False),
        sa.Column("statement", sa.String(), nullable=False),
        sa.Column("nominated_by", sa.Uuid(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("remarks", sa.String(), nullable=False),
        sa.Column("complete_by", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reserve_rank", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_reason", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["country_code"], ["countries.code"], name=op.f("fk_nominations_country_code")),
        sa.ForeignKeyConstraint(["course_id"], ["courses.id"], name=op.f("fk_nominations_course_id")),
        sa.ForeignKeyConstraint(["nominated_by"], ["users.id"], name=op.f("fk_nominations_nominated_by")),
        sa.ForeignKeyConstraint(["nominee_id"], ["nominees.id"], name=op.f("fk_nominations_nominee_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nominations")),
        sa.UniqueConstraint("course_id", "nominee_id", name=op.f("uq_nominations_course_id_nominee_id")),
        sa.UniqueConstraint("reference", name=op.f("uq_nominations_reference")),
    )
    op.create_index(op.f("ix_nominations_country_code"), "nominations", ["country_code"], unique=False)
    op.create_index(op.f("ix_nominations_course_id"), "nominations", ["course_id"], unique=False)
    op.create_index(op.f("ix_nominations_nominee_id"), "nominations", ["nominee_id"], unique=False)
    op.create_index(op.f("ix_nominations_state"), "nominations", ["state"], unique=False)
    op.create_table(
        "proposals",
        sa.Column("nomination_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("reserve_rank", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["nomination_id"], ["nominations.id"], name=op.f("fk_proposals_nomination_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposals")),
        sa.UniqueConstraint("nomination_id", name=op.f("uq_proposals_nomination_id")),
    )


def downgrade() -> None:
    op.drop_table("proposals")
    op.drop_index(op.f("ix_nominations_state"), table_name="nominations")
    op.drop_index(op.f("ix_nominations_nominee_id"), table_name="nominations")
    op.drop_index(op.f("ix_nominations_course_id"), table_name="nominations")
    op.drop_index(op.f("ix_nominations_country_code"), table_name="nominations")
    op.drop_table("nominations")
    op.drop_index(op.f("ix_nominees_country_code"), table_name="nominees")
    op.drop_table("nominees")
    op.drop_table("reference_numbers")
