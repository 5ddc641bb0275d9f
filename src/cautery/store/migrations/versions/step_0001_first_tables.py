"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

SEQ = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "decisions",
        sa.Column("seq", SEQ, primary_key=True, autoincrement=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("account", sa.Text, nullable=False),
        sa.Column("post", sa.Text),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("measure", sa.Text, nullable=False),
        sa.Column("clause", sa.Text),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.Text),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("case", sa.Text),
        sa.Column("group", sa.Text),
        sa.Column("observation", sa.Text),
        sa.Column("kept", sa.Text, nullable=False),
    )
    op.create_index("decisions_about", "decisions", ["platform", "account"])
    op.create_index("ix_decisions_case", "decisions", ["case"])
    op.create_table(
        "cases",
        sa.Column("seq", SEQ, primary_key=True, autoincrement=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("account", sa.Text, nullable=False),
        sa.Column("post", sa.Text),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("chance", sa.Float),
        sa.Column("reasons", sa.Text, nullable=False),
        sa.Column("opened_at", sa.Text, nullable=False),
        sa.Column("due", sa.Text, nullable=False),
    )
    op.create_index("cases_about", "cases", ["platform", "account"])
    op.create_index("ix_cases_due", "cases", ["due"])
    op.create_table(
        "actions",
        sa.Column("seq", SEQ, primary_key=True, autoincrement=True),
        sa.Column("key", sa.Text, nullable=False, unique=True),
        sa.Column("decision", sa.Text, nullable=False),
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("account", sa.Text, nullable=False),
        sa.Column("post", sa.Text),
        sa.Column("measure", sa.Text, nullable=False),
    )
    op.create_index("ix_actions_decision", "actions", ["decision"])
    op.create_table(
        "receipts",
        sa.Column("seq", SEQ, primary_key=True, autoincrement=True),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("says", sa.Text, nullable=False),
        sa.Column("undo", sa.Text),
    )
    op.create_index("ix_receipts_action", "receipts", ["action"])
    op.create_table(
        "banks",
        sa.Column("seq", SEQ, primary_key=True, autoincrement=True),
        sa.Column("bank", sa.Text, nullable=False),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("opinion", sa.Text, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("policy", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("added_by", sa.Text, nullable=False),
        sa.Column("added_at", sa.Text, nullable=False),
        sa.Column("expires_at", sa.Text),
    )
    op.create_index("banks_value", "banks", ["type", "value"])
    op.create_table(
        "audit",
        sa.Column("number", SEQ, primary_key=True, autoincrement=False),
        sa.Column("entry", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "audit_facts",
        sa.Column("number", SEQ, primary_key=True, autoincrement=False),
        sa.Column("ledger", sa.Text, nullable=False),
        sa.Column("fact", sa.Text, nullable=False),
        sa.Column("salt", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "checkpoints",
        sa.Column("size", SEQ, primary_key=True, autoincrement=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("roots", sa.LargeBinary, nullable=False),
    )
