"""What a returned account continues, and which pairs of accounts a person set apart."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

SEQ = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the ledger of separations, and a column of cases."""
    op.add_column("cases", sa.Column("continues", sa.Text))
    op.create_table(
        "separations",
        sa.Column("seq", SEQ, primary_key=True, autoincrement=True),
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("account", sa.Text, nullable=False),
        sa.Column("other_platform", sa.Text, nullable=False),
        sa.Column("other_account", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )
