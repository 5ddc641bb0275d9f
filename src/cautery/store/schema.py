"""The tables. One ledger a noun; rows are appended and never edited, and the last one about a thing holds.

Times are RFC 3339 text in UTC, which means the same in every database; as text they sort only to the second.
`seq` is the order of writing. Tables without `seq` hold what is no fact: what opens the door, who looks at what, and what can
be computed from the ledgers; their times are seconds since 1970, for they are compared in queries.
A change here needs a migration beside it: `migrations/versions`.
"""

from sqlalchemy import BigInteger, Boolean, Column, Float, Index, Integer, LargeBinary, Table, Text

from cautery.store import (
    desk_tables,
    entrance_tables,
    erasure_tables,
    intake_tables,
    live_tables,
    order_tables,
    preservation_tables,
    takedown_tables,
)
from cautery.store.columns import APART, LATER, SEQ, committed, tables

__all__ = (
    "APART",
    "LATER",
    "SEQ",
    "committed",
    "desk_tables",
    "entrance_tables",
    "erasure_tables",
    "intake_tables",
    "live_tables",
    "order_tables",
    "preservation_tables",
    "tables",
    "takedown_tables",
)

decisions = Table(
    "decisions",
    tables,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("platform", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("post", Text),
    Column("verdict", Text, nullable=False),
    Column("measure", Text, nullable=False),
    Column("clause", Text),
    Column("reason", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text),
    Column("source", Text, nullable=False),
    Column("case", Text, index=True),
    Column("group", Text),
    Column("observation", Text),
    Column("kept", Text, nullable=False),
    Column("clause_text", Text, info=LATER),
    Index("decisions_about", "platform", "account"),
    Index("decisions_account", "account"),
)

cases = Table(
    "cases",
    tables,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("platform", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("post", Text),
    Column("origin", Text, nullable=False),
    Column("chance", Float),
    Column("reasons", Text, nullable=False),
    Column("opened_at", Text, nullable=False),
    Column("due", Text, nullable=False, index=True),
    Column("continues", Text, info=LATER),
    Column("harm", Float, info=LATER),
    Index("cases_about", "platform", "account"),
    Index("cases_account", "account"),
)

networks = Table(
    "networks",
    tables,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, index=True),
    Column("at", Text, nullable=False),
    Column("case", Text, index=True),
    Column("members", Text, nullable=False),
    Column("channels", Text, nullable=False),
    Column("log10_p", Float, nullable=False),
    Column("says", Text, nullable=False),
    Column("bystanders", Text, nullable=False),
    Column("seeds", Text, nullable=False),
    Column("content_evidence", Text, nullable=False),
    Column("ties", Text, info=LATER),
)

memberships = Table(
    "memberships",
    tables,
    Column("network", Text, primary_key=True),
    Column("platform", Text, primary_key=True),
    Column("account", Text, primary_key=True),
    Index("memberships_account", "account"),
)

continuations = Table(
    "continuations",
    tables,
    Column("case", Text, primary_key=True),
    Column("platform", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("earlier_platform", Text, nullable=False),
    Column("earlier_account", Text, nullable=False),
    Index("continuations_account", "account"),
    Index("continuations_earlier", "earlier_account"),
)

actions = Table(
    "actions",
    tables,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("key", Text, nullable=False, unique=True),
    Column("decision", Text, nullable=False, index=True),
    Column("platform", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("post", Text),
    Column("measure", Text, nullable=False),
    Column("plan", Text, info=LATER, index=True),
    Column("stage", Integer, info=LATER),
)

receipts = Table(
    "receipts",
    tables,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("action", Text, nullable=False, index=True),
    Column("state", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("says", Text, nullable=False),
    Column("undo", Text),
)

banks = Table(
    "banks",
    tables,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("bank", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("opinion", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("policy", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("added_by", Text, nullable=False),
    Column("added_at", Text, nullable=False),
    Column("expires_at", Text),
    Column("labels", Text, info=LATER),
    Column("confidence", Float, info=LATER),
    Column("share", Float, info=LATER),
    Index("banks_value", "value", postgresql_using="hash"),
)

separations = Table(
    "separations",
    tables,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("platform", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("other_platform", Text, nullable=False),
    Column("other_account", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
)

audit = Table(
    "audit",
    tables,
    Column("number", SEQ, primary_key=True, autoincrement=False),
    Column("entry", LargeBinary, nullable=False),
)

audit_facts = Table(
    "audit_facts",
    tables,
    Column("number", SEQ, primary_key=True, autoincrement=False),
    Column("ledger", Text, nullable=False),
    Column("fact", Text, nullable=False),
    Column("salt", LargeBinary, nullable=False),
)

checkpoints = Table(
    "checkpoints",
    tables,
    Column("size", SEQ, primary_key=True, autoincrement=False),
    Column("note", Text, nullable=False),
    Column("roots", LargeBinary, nullable=False),
)

people = Table(
    "people",
    tables,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("person", Text, nullable=False, index=True),
    Column("roles", Text, nullable=False),
    Column("languages", Text, nullable=False),
    Column("active", Integer, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("seal", Text, info=APART),
)

admissions = Table(
    "admissions",
    tables,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("person", Text, nullable=False, index=True),
    Column("event", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("at", Text, nullable=False),
)

passwords = Table(
    "passwords",
    tables,
    Column("person", Text, primary_key=True),
    Column("hash", Text, nullable=False),
    Column("seal", Text, info=APART),
)

passkeys = Table(
    "passkeys",
    tables,
    Column("id", Text, primary_key=True),
    Column("person", Text, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("public_key", LargeBinary, nullable=False),
    Column("signed", BigInteger, nullable=False),
    Column("seal", Text, info=APART),
)

sessions = Table(
    "sessions",
    tables,
    Column("fingerprint", Text, primary_key=True),
    Column("person", Text, nullable=False, index=True),
    Column("begun_at", Float, nullable=False),
    Column("seen_at", Float, nullable=False, info=APART),
    Column("how", Text, nullable=False),
    Column("seal", Text, info=APART),
)

links = Table(
    "links",
    tables,
    Column("fingerprint", Text, primary_key=True),
    Column("person", Text, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("ends_at", Float, nullable=False),
    Column("seal", Text, info=APART),
)

keys = Table(
    "keys",
    tables,
    Column("id", Text, primary_key=True),
    Column("fingerprint", Text, nullable=False, unique=True),
    Column("person", Text, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("scopes", Text, nullable=False),
    Column("ends_at", Float, nullable=False),
    Column("revoked", Boolean, nullable=False),
    Column("seal", Text, info=APART),
)

attempts = Table(
    "attempts",
    tables,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("what", Text, nullable=False),
    Column("at", Float, nullable=False),
    Index("attempts_what", "what", "at"),
)

waiting = Table(
    "waiting",
    tables,
    Column("case", Text, primary_key=True),
    Column("platform", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("language", Text),
    Column("handle", Text),
    Column("look_by", Float, nullable=False),
    Column("due", Float, nullable=False),
    Column("followers", BigInteger),
    Column("threatened", Boolean, nullable=False),
    Column("chance", Float, nullable=False, server_default="-1"),
    Column("opened", Float, nullable=False, server_default="0"),
    Column("created", Float, nullable=False, server_default="0"),
    Column("assignee", Text),
    Column("escalated_to", Text),
    Column("snoozed_until", Float),
    Index("waiting_order", "look_by", "case"),
    Index("waiting_due", "due"),
    Index("waiting_chance", "chance", "case"),
    Index("waiting_opened", "opened", "case"),
    Index("waiting_language", "language", "look_by", "case"),
    Index("waiting_origin", "origin", "look_by", "case"),
)

leases = Table(
    "leases",
    tables,
    Column("case", Text, primary_key=True),
    Column("person", Text, nullable=False),
    Column("until", Float, nullable=False),
)

skips = Table(
    "skips",
    tables,
    Column("case", Text, primary_key=True),
    Column("person", Text, primary_key=True),
    Column("until", Float, nullable=False),
)

exposures = Table(
    "exposures",
    tables,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("person", Text, nullable=False),
    Column("case", Text, nullable=False),
    Column("items", Integer, nullable=False),
    Column("at", Float, nullable=False),
    Index("exposures_person", "person", "at"),
)

answers = Table(
    "answers",
    tables,
    Column("key", Text, primary_key=True),
    Column("asked", Text, nullable=False),
    Column("status", Integer),
    Column("body", Text),
    Column("at", Float, nullable=False),
)

exhibits = Table(
    "exhibits",
    tables,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("case", Text, nullable=False, index=True),
    Column("shown", LargeBinary, nullable=False),
    Column("at", Text, nullable=False),
)

notes = Table(
    "notes",
    tables,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("platform", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
    Index("notes_about", "platform", "account"),
)

assessments = Table(
    "assessments",
    tables,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("decision", Text, nullable=False, index=True),
    Column("purpose", Text, nullable=False),
    Column("exempt", Integer, nullable=False),
    Column("says", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
)

proposals = Table(
    "proposals",
    tables,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, index=True),
    Column("case", Text, nullable=False, index=True),
    Column("state", Text, nullable=False),
    Column("word", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
)

second_looks = Table(
    "second_looks",
    tables,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("case", Text, nullable=False, unique=True),
    Column("measure", Text, nullable=False),
    Column("clause", Text),
    Column("reason", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
)

threats = Table(
    "threats",
    tables,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("case", Text, nullable=False, index=True),
    Column("state", Text, nullable=False),
    Column("says", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
)

notices = Table(
    "notices",
    tables,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("platform", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("post", Text),
    Column("place", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("case", Text, nullable=False, index=True),
    Column("at", Text, nullable=False),
    Index("notices_about", "platform", "account"),
)

appeals = Table(
    "appeals",
    tables,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("decision", Text, nullable=False, unique=True),
    Column("text", Text, nullable=False),
    Column("contact", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("due", Text, nullable=False),
)
