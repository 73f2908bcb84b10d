"""Nominations in full: what was typed and not saved, remarks by field, replacements, people told apart."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "typed_answers",
        sa.Column("nomination_id", sa.Uuid(), nullable=False),
        sa.Column("form_key", sa.String(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("typed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["nomination_id"], ["nominations.id"], name=op.f("fk_typed_answers_nomination_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("nomination_id", name=op.f("pk_typed_answers")),
    )
    op.create_index(op.f("ix_typed_answers_form_key"), "typed_answers", ["form_key"])
    with op.batch_alter_table("nominees") as nominees:
        nominees.add_column(sa.Column("different_from", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("nominations") as nominations:
        nominations.add_column(sa.Column("field_remarks", sa.JSON(), nullable=False, server_default="{}"))
        nominations.add_column(sa.Column("replaces_id", sa.Uuid(), nullable=True))
        nominations.add_column(sa.Column("replaces_reason", sa.String(), nullable=False, server_default=""))
        nominations.create_foreign_key(
            op.f("fk_nominations_replaces_id"), "nominations", ["replaces_id"], ["id"], ondelete="SET NULL"
        )
        nominations.create_index(op.f("ix_nominations_replaces_id"), ["replaces_id"])


def downgrade() -> None:
    with op.batch_alter_table("nominations") as nominations:
        nominations.drop_index(op.f("ix_nominations_replaces_id"))
        nominations.drop_constraint(op.f("fk_nominations_replaces_id"), type_="foreignkey")
        nominations.drop_column("replaces_reason")
        nominations.drop_column("replaces_id")
        nominations.drop_column("field_remarks")
    with op.batch_alter_table("nominees") as nominees:
        nominees.drop_column("different_from")
    op.drop_index(op.f("ix_typed_answers_form_key"), table_name="typed_answers")
    op.drop_table("typed_answers")
