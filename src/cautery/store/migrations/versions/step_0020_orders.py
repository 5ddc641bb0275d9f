"""Orders of authorities, and their steps."""

import sqlalchemy as sa
from alembic import op

SEQ = sa.BigInteger().with_variant(sa.Integer, "sqlite")
revision = "0020"
down_revision = "0019"
ORDER = ("form", "channel", "authentic", "evidence", "raw_sha256", "received_at", "by", "at")
STEP = ("order", "kind", "says", "more", "by", "at")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "orders",
        sa.Column("seq", SEQ, primary_key=True, autoincrement=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ORDER),
    )
    op.create_index("ix_orders_raw_sha256", "orders", ["raw_sha256"])
    op.create_table(
        "order_steps",
        sa.Column("seq", SEQ, primary_key=True, autoincrement=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in STEP),
    )
    op.create_index("ix_order_steps_order", "order_steps", ["order"])
