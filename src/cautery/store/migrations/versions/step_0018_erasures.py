"""Erasures: what was asked, approved and done."""

import sqlalchemy as sa
from alembic import op

SEQ = sa.BigInteger().with_variant(sa.Integer, "sqlite")
revision = "0018"
down_revision = "0017"
NAMES = ("id", "state", "subject", "told", "numbers", "changed", "by", "at")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "erasures",
        sa.Column("seq", SEQ, primary_key=True, autoincrement=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in NAMES),
    )
    op.create_index("ix_erasures_id", "erasures", ["id"])
    op.create_table(
        "erasure_subjects",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("account", sa.Text, nullable=False),
        sa.Column("handles", sa.Text, nullable=False),
    )
