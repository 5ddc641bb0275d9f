"""The queue by any column, and a team's own steps: assigned, escalated, snoozed, handed over; views that a team shares."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

SEQ = sa.BigInteger().with_variant(sa.Integer, "sqlite")
revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Make columns and table, and say of what waits how likely it is and since when it does."""
    for column in (
        sa.Column("chance", sa.Float, nullable=False, server_default="-1"),
        sa.Column("opened", sa.Float, nullable=False, server_default="0"),
        sa.Column("created", sa.Float, nullable=False, server_default="0"),
        sa.Column("assignee", sa.Text),
        sa.Column("escalated_to", sa.Text),
        sa.Column("snoozed_until", sa.Float),
    ):
        op.add_column("waiting", column)
    op.create_index("waiting_chance", "waiting", ["chance", "case"])
    op.create_index("waiting_opened", "waiting", ["opened", "case"])
    op.add_column("hooks", sa.Column("form", sa.Text))
    op.add_column("views", sa.Column("shared", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_table(
        "handlings",
        sa.Column("seq", SEQ, primary_key=True, autoincrement=True),
        sa.Column("case", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("to", sa.Text, nullable=False),
        sa.Column("until", sa.Text),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )
    op.create_index("ix_handlings_case", "handlings", ["case"])
    op.create_table(
        "downloads",
        sa.Column("seq", SEQ, primary_key=True, autoincrement=True),
        sa.Column("table", sa.Text, nullable=False),
        sa.Column("form", sa.Text, nullable=False),
        sa.Column("asked", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )
    _describe()


def _describe() -> None:
    connection = op.get_bind()
    rows = connection.execute(
        sa.text('SELECT c.id, c.chance, c.opened_at FROM cases c JOIN waiting w ON w."case" = c.id')
    )
    for row in rows.all():
        chance = -1.0 if row.chance is None else row.chance
        said = {"id": row.id, "chance": chance, "opened": datetime.fromisoformat(row.opened_at).timestamp()}
        connection.execute(sa.text('UPDATE waiting SET chance = :chance, opened = :opened WHERE "case" = :id'), said)
