"""Member states, observers, institutions and parties."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "countries",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("iso3", sa.String(), nullable=False),
        sa.Column("numeric", sa.String(), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("official", sa.JSON(), nullable=False),
        sa.Column("french_of", sa.String(), nullable=False),
        sa.Column("french_in", sa.String(), nullable=False),
        sa.Column("sort_keys", sa.JSON(), nullable=False),
        sa.Column("group", sa.String(length=40), nullable=False),
        sa.Column("working_language", sa.String(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("capital", sa.JSON(), nullable=False),
        sa.Column("weekend", sa.JSON(), nullable=False),
        sa.Column("tile_column", sa.Integer(), nullable=False),
        sa.Column("tile_row", sa.Integer(), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_countries")),
        sa.UniqueConstraint("iso3", name=op.f("uq_countries_iso3")),
        sa.UniqueConstraint("numeric", name=op.f("uq_countries_numeric")),
    )
    op.create_table(
        "observers",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observers")),
        sa.UniqueConstraint("key", name=op.f("uq_observers_key")),
    )
    op.create_table(
        "institutions",
        sa.Column("acronym", sa.String(), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("country_code", sa.String(), nullable=True),
        sa.Column("note", sa.JSON(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["country_code"], ["countries.code"], name=op.f("fk_institutions_country_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_institutions")),
        sa.UniqueConstraint("acronym", name=op.f("uq_institutions_acronym")),
    )
    op.create_table(
        "memberships",
        sa.Column("country_code", sa.String(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("begun", sa.String(), nullable=True),
        sa.Column("ended", sa.String(), nullable=True),
        sa.Column("note", sa.JSON(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["country_code"], ["countries.code"], name=op.f("fk_memberships_country_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memberships")),
    )
    op.create_index(op.f("ix_memberships_country_code"), "memberships", ["country_code"], unique=False)
    op.create_table(
        "answerings",
        sa.Column("country_code", sa.String(), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=True),
        sa.Column("to_day", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["country_code"], ["countries.code"], name=op.f("fk_answerings_country_code")),
        sa.ForeignKeyConstraint(["institution_id"], ["institutions.id"], name=op.f("fk_answerings_institution_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answerings")),
    )
    op.create_index(op.f("ix_answerings_country_code"), "answerings", ["country_code"], unique=False)
    op.create_table(
        "parties",
        sa.Column("country_code", sa.String(), nullable=True),
        sa.Column("institution_id", sa.Uuid(), nullable=True),
        sa.Column("publishes_directly", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("(country_code IS NULL) != (institution_id IS NULL)", name=op.f("ck_parties_one_of_both")),
        sa.ForeignKeyConstraint(["country_code"], ["countries.code"], name=op.f("fk_parties_country_code")),
        sa.ForeignKeyConstraint(["institution_id"], ["institutions.id"], name=op.f("fk_parties_institution_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parties")),
        sa.UniqueConstraint("country_code", name=op.f("uq_parties_country_code")),
        sa.UniqueConstraint("institution_id", name=op.f("uq_parties_institution_id")),
    )


def downgrade() -> None:
    op.drop_table("parties")
    op.drop_index(op.f("ix_answerings_country_code"), table_name="answerings")
    op.drop_table("answerings")
    op.drop_index(op.f("ix_memberships_country_code"), table_name="memberships")
    op.drop_table("memberships")
    op.drop_table("institutions")
    op.drop_table("observers")
    op.drop_table("countries")
