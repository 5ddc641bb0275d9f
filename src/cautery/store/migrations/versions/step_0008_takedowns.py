"""Takedowns: plans and what becomes of them, holds, protections, follow-ups, silences, and what waits to be sent."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
SEQ = sa.BigInteger().with_variant(sa.Integer, "sqlite")
MEANT = """
INSERT INTO outbox (key, number, plan, stage, platform, state, tries, ready_at, taken_until, meant_at, changed_at)
SELECT actions.key, actions.seq, '', 0, actions.platform, COALESCE(last.state, 'meant'), 0, 0, 0, 0, 0
FROM actions LEFT JOIN (
  SELECT receipts.action, receipts.state FROM receipts
  JOIN (SELECT MAX(seq) AS seq FROM receipts GROUP BY action) AS newest ON newest.seq = receipts.seq
) AS last ON last.action = actions.key
"""


def upgrade() -> None:
    """Make them; what was meant before waits as it did."""
    op.add_column("actions", sa.Column("plan", sa.Text))
    op.add_column("actions", sa.Column("stage", sa.Integer))
    op.create_index("ix_actions_plan", "actions", ["plan"])
    _plans()
    _afterwards()
    _outbox()
    op.get_bind().execute(sa.text(MEANT))


def _ledger(name: str, *columns: "sa.Column[Any]") -> None:
    """Make a ledger; each row says when it was written."""
    seq = sa.Column("seq", SEQ, primary_key=True, autoincrement=True)
    op.create_table(name, seq, *columns, sa.Column("at", sa.Text, nullable=False))


def _text(name: str) -> "sa.Column[Any]":
    return sa.Column(name, sa.Text, nullable=False)


def _plans() -> None:
    _ledger(
        "plans",
        sa.Column("id", sa.Text, nullable=False, unique=True),
        _text("case"),
        sa.Column("plan", sa.LargeBinary, nullable=False),
        _text("by"),
    )
    op.create_index("ix_plans_case", "plans", ["case"])
    _ledger("steps", _text("plan"), _text("state"), _text("says"), _text("by"))
    op.create_index("ix_steps_plan", "steps", ["plan"])
    on = sa.Column("on", sa.Integer, nullable=False)
    _ledger("holds", sa.Column("plan", sa.Text), on, _text("says"), _text("by"))
    op.create_index("ix_holds_plan", "holds", ["plan"])
    _ledger("protections", _text("platform"), _text("account"), sa.Column("kind", sa.Text), _text("says"), _text("by"))


def _afterwards() -> None:
    hours = sa.Column("hours", sa.Integer, nullable=False)
    _ledger("follow_ups", _text("plan"), hours, sa.Column("found", sa.LargeBinary, nullable=False))
    op.create_index("ix_follow_ups_plan", "follow_ups", ["plan"])
    _ledger("silences", _text("case"), _text("order"), _text("until"), _text("by"))
    op.create_index("ix_silences_case", "silences", ["case"])


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("number", SEQ, nullable=False),
        sa.Column("plan", sa.Text, nullable=False),
        sa.Column("stage", sa.Integer, nullable=False),
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("ready_at", sa.Float, nullable=False),
        sa.Column("taken_until", sa.Float, nullable=False),
        sa.Column("meant_at", sa.Float, nullable=False),
        sa.Column("changed_at", sa.Float, nullable=False),
    )
    op.create_index("outbox_ready", "outbox", ["state", "ready_at", "number"])
    op.create_index("outbox_plan", "outbox", ["plan", "stage", "state"])
