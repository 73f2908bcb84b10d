"""Selection in full: confirmation, links to answer by, changed decisions, criteria, scores and comments."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    with op.batch_alter_table("nominations") as nominations:
        nominations.add_column(sa.Column("confirm_by", sa.DateTime(timezone=True), nullable=True))
        nominations.add_column(sa.Column("declined_reason", sa.String(), nullable=False, server_default=""))
        nominations.create_index(op.f("ix_nominations_confirm_by"), ["confirm_by"], unique=False)
    _links_and_reversals()
    _assessments()


def _links_and_reversals() -> None:
    op.create_table(
        "answer_links",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("nomination_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        _of_nomination("answer_links"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_answer_links_token_hash")),
    )
    op.create_index(op.f("ix_answer_links_nomination_id"), "answer_links", ["nomination_id"], unique=False)
    op.create_table(
        "reversals",
        sa.Column("nomination_id", sa.Uuid(), nullable=False),
        sa.Column("was", sa.String(length=40), nullable=False),
        sa.Column("was_decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("becomes", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _of_nomination("reversals"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reversals")),
    )
    op.create_index(op.f("ix_reversals_nomination_id"), "reversals", ["nomination_id"], unique=False)


def _assessments() -> None:
    op.create_table(
        "criteria",
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["course_id"], ["courses.id"], name=op.f("fk_criteria_course_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criteria")),
    )
    op.create_index(op.f("ix_criteria_course_id"), "criteria", ["course_id"], unique=False)
    op.create_table(
        "scores",
        sa.Column("nomination_id", sa.Uuid(), nullable=False),
        sa.Column("criterion_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["criterion_id"], ["criteria.id"], name=op.f("fk_scores_criterion_id"), ondelete="CASCADE"
        ),
        _of_nomination("scores"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scores")),
        sa.UniqueConstraint(
            "nomination_id", "criterion_id", "user_id", name=op.f("uq_scores_nomination_id_criterion_id_user_id")
        ),
    )
    op.create_table(
        "comments",
        sa.Column("nomination_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _of_nomination("comments"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comments")),
    )
    op.create_index(op.f("ix_comments_nomination_id"), "comments", ["nomination_id"], unique=False)


def _of_nomination(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_nomination_id")
    return sa.ForeignKeyConstraint(["nomination_id"], ["nominations.id"], name=name, ondelete="CASCADE")


def downgrade() -> None:
    for table in ("comments", "scores", "criteria", "reversals", "answer_links"):
        op.drop_table(table)
    with op.batch_alter_table("nominations") as nominations:
        nominations.drop_index(op.f("ix_nominations_confirm_by"))
        nominations.drop_column("declined_reason")
        nominations.drop_column("confirm_by")
