"""People: who gets in, what waits for them and what they say; complaints and appeals."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

SEQ = sa.BigInteger().with_variant(sa.Integer, "sqlite")
UNDECIDED = """
SELECT "case".id, "case".platform, "case".origin, "case".chance, "case".opened_at, "case".due FROM cases AS "case"
WHERE NOT EXISTS (SELECT 1 FROM decisions WHERE decisions."case" = "case".id) ORDER BY "case".seq
"""


def upgrade() -> None:
    """Make the tables, and list the cases that wait."""
    _access()
    _work()
    _facts()
    _voices()
    op.create_index("cases_account", "cases", ["account"])
    op.create_index("decisions_account", "decisions", ["account"])
    _list_waiting()


def _access() -> None:
    """Make what holds who gets in."""
    op.create_table(
        "people",
        sa.Column("seq", SEQ, primary_key=True, autoincrement=True),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("roles", sa.Text, nullable=False),
        sa.Column("languages", sa.Text, nullable=False),
        sa.Column("active", sa.Integer, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )
    op.create_index("ix_people_person", "people", ["person"])
    op.create_table(
        "admissions",
        sa.Column("seq", SEQ, primary_key=True, autoincrement=True),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )
    op.create_index("ix_admissions_person", "admissions", ["person"])
    op.create_table(
        "passwords",
        sa.Column("person", sa.Text, primary_key=True),
        sa.Column("hash", sa.Text, nullable=False),
    )
    op.create_table(
        "passkeys",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("public_key", sa.LargeBinary, nullable=False),
        sa.Column("signed", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_passkeys_person", "passkeys", ["person"])
    op.create_table(
        "sessions",
        sa.Column("fingerprint", sa.Text, primary_key=True),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("begun_at", sa.Float, nullable=False),
        sa.Column("seen_at", sa.Float, nullable=False),
        sa.Column("how", sa.Text, nullable=False),
    )
    op.create_index("ix_sessions_person", "sessions", ["person"])
    op.create_table(
        "links",
        sa.Column("fingerprint", sa.Text, primary_key=True),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("ends_at", sa.Float, nullable=False),
    )
    op.create_table(
        "keys",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("fingerprint", sa.Text, nullable=False, unique=True),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("scopes", sa.Text, nullable=False),
        sa.Column("ends_at", sa.Float, nullable=False),
        sa.Column("revoked", sa.Boolean, nullable=False),
    )
    op.create_index("ix_keys_person", "keys", ["person"])
    op.create_table(
        "attempts",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("at", sa.Float, nullable=False),
    )
    op.create_index("attempts_what", "attempts", ["what", "at"])


def _work() -> None:
    """Make what holds who looks at what."""
    op.create_table(
        "waiting",
        sa.Column("case", sa.Text, primary_key=True),
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("language", sa.Text),
        sa.Column("handle", sa.Text),
        sa.Column("look_by", sa.Float, nullable=False),
        sa.Column("due", sa.Float, nullable=False),
    )
    op.create_index("waiting_order", "waiting", ["look_by", "case"])
    op.create_index("waiting_due", "waiting", ["due"])
    op.create_index("waiting_language", "waiting", ["language", "look_by", "case"])
    op.create_index("waiting_origin", "waiting", ["origin", "look_by", "case"])
    op.create_table(
        "leases",
        sa.Column("case", sa.Text, primary_key=True),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("until", sa.Float, nullable=False),
    )
    op.create_table(
        "skips",
        sa.Column("case", sa.Text, primary_key=True),
        sa.Column("person", sa.Text, primary_key=True),
        sa.Column("until", sa.Float, nullable=False),
    )
    op.create_table(
        "exposures",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("case", sa.Text, nullable=False),
        sa.Column("items", sa.Integer, nullable=False),
        sa.Column("at", sa.Float, nullable=False),
    )
    op.create_index("exposures_person", "exposures", ["person", "at"])
    op.create_table(
        "answers",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("asked", sa.Text, nullable=False),
        sa.Column("status", sa.Integer),
        sa.Column("body", sa.Text),
        sa.Column("at", sa.Float, nullable=False),
    )


def _facts() -> None:
    """Make what holds what people say about cases."""
    op.create_table(
        "exhibits",
        sa.Column("seq", SEQ, primary_key=True, autoincrement=True),
        sa.Column("case", sa.Text, nullable=False),
        sa.Column("shown", sa.LargeBinary, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )
    op.create_index("ix_exhibits_case", "exhibits", ["case"])
    op.create_table(
        "notes",
        sa.Column("seq", SEQ, primary_key=True, autoincrement=True),
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("account", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )
    op.create_index("notes_about", "notes", ["platform", "account"])
    op.create_table(
        "assessments",
        sa.Column("seq", SEQ, primary_key=True, autoincrement=True),
        sa.Column("decision", sa.Text, nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("exempt", sa.Integer, nullable=False),
        sa.Column("says", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )
    op.create_index("ix_assessments_decision", "assessments", ["decision"])
    op.create_table(
        "proposals",
        sa.Column("seq", SEQ, primary_key=True, autoincrement=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("case", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("word", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )
    op.create_index("ix_proposals_id", "proposals", ["id"])
    op.create_index("ix_proposals_case", "proposals", ["case"])
    op.create_table(
        "second_looks",
        sa.Column("seq", SEQ, primary_key=True, autoincrement=True),
        sa.Column("case", sa.Text, nullable=False, unique=True),
        sa.Column("measure", sa.Text, nullable=False),
        sa.Column("clause", sa.Text),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )
    op.create_table(
        "threats",
        sa.Column("seq", SEQ, primary_key=True, autoincrement=True),
        sa.Column("case", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("says", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )
    op.create_index("ix_threats_case", "threats", ["case"])


def _voices() -> None:
    """Make what holds what outsiders say."""
    op.create_table(
        "notices",
        sa.Column("seq", SEQ, primary_key=True, autoincrement=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("account", sa.Text, nullable=False),
        sa.Column("post", sa.Text),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("category", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("email", sa.Text, nullable=False),
        sa.Column("case", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )
    op.create_index("ix_notices_case", "notices", ["case"])
    op.create_index("notices_about", "notices", ["platform", "account"])
    op.create_table(
        "appeals",
        sa.Column("seq", SEQ, primary_key=True, autoincrement=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("decision", sa.Text, nullable=False, unique=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("contact", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("due", sa.Text, nullable=False),
    )
    op.create_table(
        "hearings",
        sa.Column("seq", SEQ, primary_key=True, autoincrement=True),
        sa.Column("appeal", sa.Text, nullable=False, unique=True),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )


def _list_waiting() -> None:
    """List the undecided cases, each to be looked at by the same rule as a new one (`cases/priority`, as it was then)."""
    connection = op.get_bind()
    for case in connection.execute(sa.text(UNDECIDED)).all():
        opened, due = (datetime.fromisoformat(text).timestamp() for text in (case.opened_at, case.due))
        connection.execute(
            sa.text(
                'INSERT INTO waiting ("case", platform, origin, language, look_by, due)'
                " VALUES (:id, :platform, :origin, NULL, :look_by, :due)"
            ),
            {
                "id": case.id,
                "platform": case.platform,
                "origin": case.origin,
                "look_by": due - (due - opened) * 0.5 * (case.chance or 0.0),
                "due": due,
            },
        )
