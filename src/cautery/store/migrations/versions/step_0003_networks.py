"""The ledger of networks."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
SEQ = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make it."""
    op.create_table(
        "networks",
        sa.Column("seq", SEQ, primary_key=True, autoincrement=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("case", sa.Text),
        sa.Column("members", sa.Text, nullable=False),
        sa.Column("channels", sa.Text, nullable=False),
        sa.Column("log10_p", sa.Float, nullable=False),
        sa.Column("says", sa.Text, nullable=False),
        sa.Column("bystanders", sa.Text, nullable=False),
        sa.Column("seeds", sa.Text, nullable=False),
        sa.Column("content_evidence", sa.Text, nullable=False),
    )
    op.create_index("ix_networks_id", "networks", ["id"])
    op.create_index("ix_networks_case", "networks", ["case"])
