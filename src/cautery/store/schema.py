"""The tables. One ledger a noun; rows are appended and never edited, and the last one about a thing holds.

Times are RFC 3339 text in UTC, which means the same in every database; as text they sort only to the second.
`seq` is the order of writing.
A change here needs a migration beside it: `migrations/versions`.
"""

from collections.abc import Mapping

from sqlalchemy import BigInteger, Column, Float, Index, Integer, LargeBinary, MetaData, Table, Text

tables = MetaData()
SEQ = BigInteger().with_variant(Integer, "sqlite")
LATER = {"later": True}
"""Marks a column that came after its table. Where it is empty the log does not commit to it, so that what was proved before is
proved still."""


def committed(table: Table, row: Mapping[str, object]) -> dict[str, object]:
    """Give what the log commits to of a row."""
    return {name: value for name, value in row.items() if value is not None or not table.c[name].info.get("later")}


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
    Index("decisions_about", "platform", "account"),
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
    Index("cases_about", "platform", "account"),
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
    Index("banks_value", "type", "value"),
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
