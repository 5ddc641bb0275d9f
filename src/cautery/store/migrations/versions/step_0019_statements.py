"""Statements of reasons for the transparency database, and what it answered."""

import sqlalchemy as sa
from alembic import op

SEQ = sa.BigInteger().with_variant(sa.Integer, "sqlite")
revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "submissions",
        sa.Column("seq", SEQ, primary_key=True, autoincrement=True),
        sa.Column("puid", sa.Text, nullable=False, unique=True),
        sa.Column("decision", sa.Text, nullable=False),
        sa.Column("statement", sa.LargeBinary, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )
    op.create_index("ix_submissions_decision", "submissions", ["decision"])
    op.create_table(
        "submission_outcomes",
        sa.Column("seq", SEQ, primary_key=True, autoincrement=True),
        sa.Column("puid", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("says", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )
    op.create_index("ix_submission_outcomes_puid", "submission_outcomes", ["puid"])
