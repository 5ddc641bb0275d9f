"""Cases with a known answer are slipped into the queue."""

import sqlalchemy as sa
from alembic import op

SEQ = sa.BigInteger().with_variant(sa.Integer, "sqlite")
revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "golds",
        sa.Column("seq", SEQ, primary_key=True, autoincrement=True),
        sa.Column("case", sa.Text, nullable=False, unique=True),
        sa.Column("decision", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )
    op.create_table(
        "gold_answers",
        sa.Column("seq", SEQ, primary_key=True, autoincrement=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        sa.Column("case", sa.Text, nullable=False),
        sa.Column("measure", sa.Text, nullable=False),
        sa.Column("clause", sa.Text),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )
    op.create_table(
        "gold_pulls",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("case", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("instead_of", sa.Text, nullable=False),
        sa.Column("at", sa.Float, nullable=False),
    )
    op.create_index("ix_gold_pulls_person", "gold_pulls", ["person"])
