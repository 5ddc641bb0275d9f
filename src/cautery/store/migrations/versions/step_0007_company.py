"""Whom an account stands with can be asked at once: which networks it is in, what it continues, and who is tied to whom."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

NEWEST = "SELECT id, members FROM networks WHERE seq IN (SELECT max(seq) FROM networks GROUP BY id) ORDER BY seq"
RETURNS = "SELECT id, platform, account, continues FROM cases WHERE continues IS NOT NULL ORDER BY seq"


def upgrade() -> None:
    """Make the tables, and fill them from the ledgers that they are computed from."""
    op.add_column("networks", sa.Column("ties", sa.Text))
    memberships = op.create_table(
        "memberships",
        sa.Column("network", sa.Text, primary_key=True),
        sa.Column("platform", sa.Text, primary_key=True),
        sa.Column("account", sa.Text, primary_key=True),
    )
    op.create_index("memberships_account", "memberships", ["account"])
    continuations = op.create_table(
        "continuations",
        sa.Column("case", sa.Text, primary_key=True),
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("account", sa.Text, nullable=False),
        sa.Column("earlier_platform", sa.Text, nullable=False),
        sa.Column("earlier_account", sa.Text, nullable=False),
    )
    op.create_index("continuations_account", "continuations", ["account"])
    op.create_index("continuations_earlier", "continuations", ["earlier_account"])
    connection = op.get_bind()
    networks = connection.execute(sa.text(NEWEST)).all()
    op.bulk_insert(memberships, [_member(row.id, load) for row in networks for load in json.loads(row.members)])
    returns = connection.execute(sa.text(RETURNS)).all()
    op.bulk_insert(continuations, [_continuation(row) for row in returns])


def _member(network: str, member: dict[str, dict[str, str]]) -> dict[str, str]:
    account = member["account"]
    return {"network": network, "platform": account["platform"], "account": account["id"]}


def _continuation(row: sa.Row[tuple[str, str, str, str]]) -> dict[str, str]:
    earlier = json.loads(row.continues)["earlier"]
    return {
        "case": row.id,
        "platform": row.platform,
        "account": row.account,
        "earlier_platform": earlier["platform"],
        "earlier_account": earlier["id"],
    }
