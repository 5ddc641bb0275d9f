"""What could not be read is kept until it can, what was missed is noted, and each source has a state."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Make the tables; what was logged and left out before is in no table to be taken over."""
    seq = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    op.create_table(
        "quarantine",
        sa.Column("number", seq, primary_key=True, autoincrement=True),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("reader", sa.Text, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("raw", sa.LargeBinary, nullable=False),
        sa.Column("bytes", sa.Integer, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("at", sa.Float, nullable=False),
    )
    op.create_index("quarantine_once", "quarantine", ["source", "digest"], unique=True)
    op.create_table(
        "gaps",
        sa.Column("number", seq, primary_key=True, autoincrement=True),
        sa.Column("source", sa.Text, nullable=False, index=True),
        sa.Column("since", sa.Float),
        sa.Column("until", sa.Float),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("at", sa.Float, nullable=False),
    )
    op.create_table(
        "sources",
        sa.Column("source", sa.Text, primary_key=True),
        sa.Column("state", sa.LargeBinary, nullable=False),
    )
