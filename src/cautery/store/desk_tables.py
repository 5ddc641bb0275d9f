"""The tables around the desk, as `schema` has those of everything else: who else is told, and who comes from where."""

from sqlalchemy import BigInteger, Boolean, Column, Float, Index, Integer, Table, Text, false

from cautery.store.columns import APART, LATER, SEQ, tables

hooks = Table(
    "hooks",
    tables,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, index=True),
    Column("url", Text, nullable=False),
    Column("kinds", Text, nullable=False),
    Column("active", Integer, nullable=False),
    Column("form", Text, info=LATER),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
)

messages = Table(
    "messages",
    tables,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("hook", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("next_at", Float, nullable=False),
    Column("says", Text, nullable=False),
    Index("messages_due", "state", "next_at"),
    Index("messages_hook", "hook", "state", "next_at", "number"),
)

identities = Table(
    "identities",
    tables,
    Column("issuer", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("person", Text, nullable=False, index=True),
    Column("vouched_at", Float),
    Column("seal", Text, info=APART),
)

observations = Table(
    "observations",
    tables,
    Column("decision", Text, primary_key=True),
    Column("ends_at", Float, nullable=False),
    Index("observations_end", "ends_at"),
)

joins = Table(
    "joins",
    tables,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("case", Text, nullable=False, unique=True),
    Column("into", Text, nullable=False, index=True),
)

marks = Table(
    "marks",
    tables,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("case", Text, nullable=False, index=True),
    Column("mark", BigInteger, nullable=False),
    Index("marks_mark", "mark", "number"),
)

views = Table(
    "views",
    tables,
    Column("person", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("query", Text, nullable=False),
    Column("shared", Boolean, nullable=False, server_default=false()),
)

golds = Table(
    "golds",
    tables,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("case", Text, nullable=False, unique=True),
    Column("decision", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
)

gold_answers = Table(
    "gold_answers",
    tables,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("name", Text, nullable=False, unique=True),
    Column("case", Text, nullable=False),
    Column("measure", Text, nullable=False),
    Column("clause", Text),
    Column("reason", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
)

gold_pulls = Table(
    "gold_pulls",
    tables,
    Column("name", Text, primary_key=True),
    Column("case", Text, nullable=False),
    Column("person", Text, nullable=False, index=True),
    Column("instead_of", Text, nullable=False),
    Column("at", Float, nullable=False),
)

reopenings = Table(
    "reopenings",
    tables,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("case", Text, nullable=False, index=True),
    Column("decided", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("due", Text, nullable=False),
)

appeal_additions = Table(
    "appeal_additions",
    tables,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("appeal", Text, nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("at", Text, nullable=False),
)

downloads = Table(
    "downloads",
    tables,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("table", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("asked", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
)

handlings = Table(
    "handlings",
    tables,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("case", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("to", Text, nullable=False),
    Column("until", Text),
    Column("reason", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
)

hearings = Table(
    "hearings",
    tables,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("appeal", Text, nullable=False, unique=True),
    Column("outcome", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
)
