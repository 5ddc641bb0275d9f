"""When the time is over for which somebody is left up can be asked at once."""

import json
from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

OBSERVED = "SELECT id, observation FROM decisions WHERE observation IS NOT NULL ORDER BY seq"


def upgrade() -> None:
    """Make the table, and fill it from the ledger that it is computed from; nobody is asked about twice."""
    observations = op.create_table(
        "observations",
        sa.Column("decision", sa.Text, primary_key=True),
        sa.Column("ends_at", sa.Float, nullable=False),
    )
    op.create_index("observations_end", "observations", ["ends_at"])
    found = op.get_bind().execute(sa.text(OBSERVED)).all()
    op.bulk_insert(observations, [{"decision": row.id, "ends_at": _end(row.observation)} for row in found])


def _end(observation: str) -> float:
    end: str = json.loads(observation)["expires_at"]
    return datetime.fromisoformat(end).timestamp()
