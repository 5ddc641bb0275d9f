"""What goes on by itself has its tables: places in the journal, parts of history, leases on work, runs, services."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Make the tables; history is computed anew into them from the journal."""
    op.create_table("installation", sa.Column("id", sa.Text, primary_key=True))
    op.create_table(
        "places",
        sa.Column("stage", sa.Text, primary_key=True),
        sa.Column("segment", sa.Integer, nullable=False),
        sa.Column("byte", sa.BigInteger, nullable=False),
        sa.Column("moved_at", sa.Float, nullable=False),
    )
    op.create_table(
        "failed_events",
        sa.Column("stage", sa.Text, primary_key=True),
        sa.Column("segment", sa.Integer, primary_key=True),
        sa.Column("byte", sa.BigInteger, primary_key=True),
        sa.Column("event", sa.Text, primary_key=True),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("failed_at", sa.Float, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
    )
    op.create_index("ix_failed_events_failed_at", "failed_events", ["failed_at"])
    _history()
    _work()


def _history() -> None:
    op.create_table(
        "parts",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("table", sa.Text, nullable=False),
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("rows", sa.Integer, nullable=False),
        sa.Column("bytes", sa.BigInteger, nullable=False),
        sa.Column("checksum", sa.BigInteger, nullable=False),
        sa.Column("since_segment", sa.Integer, nullable=False),
        sa.Column("since_byte", sa.BigInteger, nullable=False),
        sa.Column("until_segment", sa.Integer, nullable=False),
        sa.Column("until_byte", sa.BigInteger, nullable=False),
        sa.Column("added_in", sa.Integer, nullable=False),
        sa.Column("dropped_in", sa.Integer),
        sa.Column("dropped_at", sa.Float),
    )
    op.create_index("parts_day", "parts", ["table", "day"])
    op.create_index("ix_parts_dropped_in", "parts", ["dropped_in"])
    op.create_table(
        "history",
        sa.Column("one", sa.Integer, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("latest", sa.Float),
        sa.Column("claims", sa.Text, nullable=False),
        sa.Column("whole", sa.Integer, nullable=False),
    )


def _work() -> None:
    op.create_table(
        "work_leases",
        sa.Column("subject", sa.Text, primary_key=True),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("beats", sa.Integer, nullable=False),
    )
    op.create_table(
        "runs",
        sa.Column("job", sa.Text, primary_key=True),
        sa.Column("started_at", sa.Float),
        sa.Column("ended_at", sa.Float),
        sa.Column("problem", sa.Text, nullable=False),
        sa.Column("says", sa.Text, nullable=False),
        sa.Column("asked_at", sa.Float),
    )
    op.create_table(
        "services",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("ok_at", sa.Float),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("failed_at", sa.Float),
        sa.Column("problem", sa.Text, nullable=False),
    )
