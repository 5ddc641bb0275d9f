"""That account holders were told is a fact; and whoever sends finds the next letter of many at once."""

import sqlalchemy as sa
from alembic import op

SEQ = sa.BigInteger().with_variant(sa.Integer, "sqlite")
revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Make the table, and give the messages' index the order in which they are sent."""
    op.create_table(
        "tellings",
        sa.Column("seq", SEQ, primary_key=True, autoincrement=True),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("through", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )
    op.create_index("ix_tellings_action", "tellings", ["action"])
    op.drop_index("messages_hook", "messages")
    op.create_index("messages_hook", "messages", ["hook", "state", "next_at", "number"])
