"""Banked values may be long: those of films run to tens of thousands of letters, which no ordered index of PostgreSQL takes."""

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Find values by their hash where the database can."""
    op.drop_index("banks_value", "banks")
    op.create_index("banks_value", "banks", ["value"], postgresql_using="hash")
