"""People may come by an OpenID provider; programs elsewhere are told what happens."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

SEQ = sa.BigInteger().with_variant(sa.Integer, "sqlite")
WAITING = (
    'SELECT cases.id, cases.opened_at, cases.due, cases.chance FROM waiting JOIN cases ON cases.id = waiting."case"'
)
revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables."""
    _priority()
    op.create_table(
        "identities",
        sa.Column("issuer", sa.Text, primary_key=True),
        sa.Column("subject", sa.Text, primary_key=True),
        sa.Column("person", sa.Text, nullable=False),
    )
    op.create_index("ix_identities_person", "identities", ["person"])
    _hooks()
    _joins()
    _marks()
    _views()


def _hooks() -> None:
    op.create_table(
        "hooks",
        sa.Column("seq", SEQ, primary_key=True, autoincrement=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("kinds", sa.Text, nullable=False),
        sa.Column("active", sa.Integer, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )
    op.create_index("ix_hooks_id", "hooks", ["id"])
    op.create_table(
        "messages",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("hook", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("next_at", sa.Float, nullable=False),
        sa.Column("says", sa.Text, nullable=False),
    )
    op.create_index("messages_due", "messages", ["state", "next_at"])
    op.create_index("messages_hook", "messages", ["hook", "state"])


def _joins() -> None:
    op.create_table(
        "joins",
        sa.Column("seq", SEQ, primary_key=True, autoincrement=True),
        sa.Column("case", sa.Text, nullable=False, unique=True),
        sa.Column("into", sa.Text, nullable=False),
    )
    op.create_index("ix_joins_into", "joins", ["into"])


def _marks() -> None:
    op.create_table(
        "marks",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("case", sa.Text, nullable=False),
        sa.Column("mark", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_marks_case", "marks", ["case"])
    op.create_index("marks_mark", "marks", ["mark", "number"])


def _views() -> None:
    op.create_table(
        "views",
        sa.Column("person", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("query", sa.Text, nullable=False),
    )


def _priority() -> None:
    """Let harm, reach and threats count, and put what waits where the formula puts it (`model/priority`, as it was then)."""
    op.add_column("cases", sa.Column("harm", sa.Float))
    op.add_column("waiting", sa.Column("followers", sa.BigInteger))
    op.add_column("waiting", sa.Column("threatened", sa.Boolean, nullable=False, server_default=sa.false()))
    connection = op.get_bind()
    for row in connection.execute(sa.text(WAITING)).all():
        opened, due = (datetime.fromisoformat(text).timestamp() for text in (row.opened_at, row.due))
        ahead = 366 * 86400 if due - opened <= 3600 else 0.75 * (0.4 * (row.chance or 0.0) + 0.2) * (due - opened)
        placed = {"case": row.id, "look_by": due - ahead}
        connection.execute(sa.text('UPDATE waiting SET look_by = :look_by WHERE "case" = :case'), placed)
