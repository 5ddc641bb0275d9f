"""Banked values have labels, a confidence and a share of the traffic."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add them; empty means that nobody said."""
    op.add_column("banks", sa.Column("labels", sa.Text))
    op.add_column("banks", sa.Column("confidence", sa.Float))
    op.add_column("banks", sa.Column("share", sa.Float))
