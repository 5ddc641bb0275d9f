"""The tables of takedowns, beside those of `schema`: plans, holds, tellings, statements, and what waits to be sent."""

from sqlalchemy import Column, Float, Index, Integer, LargeBinary, Table, Text

from cautery.store.columns import SEQ, tables

plans = Table(
    "plans",
    tables,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("case", Text, nullable=False, index=True),
    Column("plan", LargeBinary, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
)

steps = Table(
    "steps",
    tables,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("plan", Text, nullable=False, index=True),
    Column("state", Text, nullable=False),
    Column("says", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
)

holds = Table(
    "holds",
    tables,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("plan", Text, index=True),
    Column("on", Integer, nullable=False),
    Column("says", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
)

protections = Table(
    "protections",
    tables,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("platform", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("kind", Text),
    Column("says", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
)

follow_ups = Table(
    "follow_ups",
    tables,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("plan", Text, nullable=False, index=True),
    Column("hours", Integer, nullable=False),
    Column("found", LargeBinary, nullable=False),
    Column("at", Text, nullable=False),
)

silences = Table(
    "silences",
    tables,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("case", Text, nullable=False, index=True),
    Column("order", Text, nullable=False),
    Column("until", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
)

tellings = Table(
    "tellings",
    tables,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("action", Text, nullable=False, index=True),
    Column("outcome", Text, nullable=False),
    Column("through", Text, nullable=False),
    Column("at", Text, nullable=False),
)

submissions = Table(
    "submissions",
    tables,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("puid", Text, nullable=False, unique=True),
    Column("decision", Text, nullable=False, index=True),
    Column("statement", LargeBinary, nullable=False),
    Column("at", Text, nullable=False),
)

submission_outcomes = Table(
    "submission_outcomes",
    tables,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("puid", Text, nullable=False, index=True),
    Column("state", Text, nullable=False),
    Column("says", Text, nullable=False),
    Column("at", Text, nullable=False),
)

outbox = Table(
    "outbox",
    tables,
    Column("key", Text, primary_key=True),
    Column("number", SEQ, nullable=False),
    Column("plan", Text, nullable=False),
    Column("stage", Integer, nullable=False),
    Column("platform", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("ready_at", Float, nullable=False),
    Column("taken_until", Float, nullable=False),
    Column("meant_at", Float, nullable=False),
    Column("changed_at", Float, nullable=False),
    Index("outbox_ready", "state", "ready_at", "number"),
    Index("outbox_plan", "plan", "stage", "state"),
)
