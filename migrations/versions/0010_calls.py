"""Calls in full: full and light calls, and the day by which selected people confirm."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    with op.batch_alter_table("courses") as courses:
        courses.add_column(sa.Column("call", sa.String(length=40), nullable=False, server_default="full"))
        courses.add_column(sa.Column("confirm_by", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("courses") as courses:
        courses.drop_column("confirm_by")
        courses.drop_column("call")
