"""Work plans, areas, activities, versions and imports."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "work_plans",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("first_year", sa.Integer(), nullable=False),
        sa.Column("last_year", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("network_objective", sa.JSON(), nullable=False),
        sa.Column("overall_objective", sa.JSON(), nullable=False),
        sa.Column("guiding_principles", sa.JSON(), nullable=False),
        sa.Column("monitoring_evaluation", sa.JSON(), nullable=False),
        sa.Column("resource_mobilisation", sa.JSON(), nullable=False),
        sa.Column("adopted_meeting", sa.String(), nullable=False),
        sa.Column("adopted_on", sa.Date(), nullable=True),
        sa.Column("decision_document", sa.String(), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.Column("is_summary", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_plans")),
        sa.UniqueConstraint("slug", name=op.f("uq_work_plans_slug")),
    )
    op.create_table(
        "open_questions",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("activity_code", sa.String(), nullable=True),
        sa.Column("row", sa.Integer(), nullable=True),
        sa.Column("cell", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reason", sa.JSON(), nullable=False),
        sa.Column("as_written", sa.String(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["work_plans.id"], name=op.f("fk_open_questions_plan_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_open_questions")),
    )
    op.create_index(op.f("ix_open_questions_plan_id"), "open_questions", ["plan_id"], unique=False)
    op.create_table(
        "plan_imports",
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("plan_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["work_plans.id"], name=op.f("fk_plan_imports_plan_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_imports")),
    )
    op.create_table(
        "plan_versions",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["work_plans.id"], name=op.f("fk_plan_versions_plan_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_versions")),
        sa.UniqueConstraint("plan_id", "number", name=op.f("uq_plan_versions_plan_id_number")),
    )
    op.create_table(
        "thematic_areas",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("objectives", sa.JSON(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["work_plans.id"], name=op.f("fk_thematic_areas_plan_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thematic_areas")),
        sa.UniqueConstraint("plan_id", "number", name=op.f("uq_thematic_areas_plan_id_number")),
    )
    op.create_table(
        "activities",
        sa.Column("area_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=True),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("title_as_written", sa.String(), nullable=False),
        sa.Column("timeline", sa.String(), nullable=False),
        sa.Column("timeline_start", sa.Date(), nullable=True),
        sa.Column("timeline_end", sa.Date(), nullable=True),
        sa.Column("timeline_precision", sa.String(length=40), nullable=True),
        sa.Column("venue", sa.String(), nullable=False),
        sa.Column("description", sa.JSON(), nullable=False),
        sa.Column("target_group", sa.JSON(), nullable=False),
        sa.Column("lead_sought", sa.Boolean(), nullable=False),
        sa.Column("provider_sought", sa.Boolean(), nullable=False),
        sa.Column("beneficiary_rule", sa.String(length=40), nullable=False),
        sa.Column("decision", sa.String(length=40), nullable=True),
        sa.Column("decision_reason", sa.JSON(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["area_id"], ["thematic_areas.id"], name=op.f("fk_activities_area_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activities")),
        sa.UniqueConstraint("area_id", "number", name=op.f("uq_activities_area_id_number")),
    )
    op.create_table(
        "activity_parties",
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("as_written", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities.id"], name=op.f("fk_activity_parties_activity_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["party_id"], ["parties.id"], name=op.f("fk_activity_parties_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_parties")),
        sa.UniqueConstraint(
            "activity_id", "role", "party_id", name=op.f("uq_activity_parties_activity_id_role_party_id")
        ),
        sa.UniqueConstraint(
            "activity_id", "role", "position", name=op.f("uq_activity_parties_activity_id_role_position")
        ),
    )
    op.create_index(op.f("ix_activity_parties_activity_id"), "activity_parties", ["activity_id"], unique=False)
    op.create_index(op.f("ix_activity_parties_party_id"), "activity_parties", ["party_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_activity_parties_party_id"), table_name="activity_parties")
    op.drop_index(op.f("ix_activity_parties_activity_id"), table_name="activity_parties")
    op.drop_table("activity_parties")
    op.drop_table("activities")
    op.drop_table("thematic_areas")
    op.drop_table("plan_versions")
    op.drop_table("plan_imports")
    op.drop_index(op.f("ix_open_questions_plan_id"), table_name="open_questions")
    op.drop_table("open_questions")
    op.drop_table("work_plans")
