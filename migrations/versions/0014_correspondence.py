"""Letters with their register numbers, the people they name, and their wordings."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    _letters()
    op.create_table(
        "letter_people",
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("nomination_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letters.id"], name=op.f("fk_letter_people_letter_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["nomination_id"], ["nominations.id"], name=op.f("fk_letter_people_nomination_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_people")),
        sa.UniqueConstraint("letter_id", "nomination_id", name=op.f("uq_letter_people_letter_id_nomination_id")),
    )
    op.create_index(op.f("ix_letter_people_letter_id"), "letter_people", ["letter_id"], unique=False)
    op.create_index(op.f("ix_letter_people_nomination_id"), "letter_people", ["nomination_id"], unique=False)
    op.create_table(
        "letter_wordings",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("closing", sa.String(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_wordings")),
        sa.UniqueConstraint("kind", "language", "number", name=op.f("uq_letter_wordings_kind_language_number")),
    )
    op.create_table(
        "letter_numbers",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_letter_numbers")),
    )


def downgrade() -> None:
    op.drop_table("letter_numbers")
    op.drop_table("letter_wordings")
    op.drop_index(op.f("ix_letter_people_nomination_id"), table_name="letter_people")
    op.drop_index(op.f("ix_letter_people_letter_id"), table_name="letter_people")
    op.drop_table("letter_people")
    op.drop_index(op.f("ix_letters_to_country_code"), table_name="letters")
    op.drop_index(op.f("ix_letters_course_id"), table_name="letters")
    op.drop_index(op.f("ix_letters_year"), table_name="letters")
    op.drop_table("letters")


def _letters() -> None:
    op.create_table(
        "letters",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("to_country_code", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("signed_number", sa.String(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("channel", sa.String(length=40), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("acknowledged_on", sa.Date(), nullable=True),
        sa.Column("acknowledgement", sa.String(), nullable=False),
        sa.Column("withdrawn_reason", sa.String(), nullable=False),
        sa.Column("scan_id", sa.Uuid(), nullable=True),
        sa.Column("replaces_id", sa.Uuid(), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["course_id"], ["courses.id"], name=op.f("fk_letters_course_id")),
        sa.ForeignKeyConstraint(["to_country_code"], ["countries.code"], name=op.f("fk_letters_to_country_code")),
        sa.ForeignKeyConstraint(["scan_id"], ["files.id"], name=op.f("fk_letters_scan_id")),
        sa.ForeignKeyConstraint(["replaces_id"], ["letters.id"], name=op.f("fk_letters_replaces_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
        sa.UniqueConstraint("number", name=op.f("uq_letters_number")),
        sa.UniqueConstraint("replaces_id", name=op.f("uq_letters_replaces_id")),
    )
    op.create_index(op.f("ix_letters_year"), "letters", ["year"], unique=False)
    op.create_index(op.f("ix_letters_course_id"), "letters", ["course_id"], unique=False)
    op.create_index(op.f("ix_letters_to_country_code"), "letters", ["to_country_code"], unique=False)
