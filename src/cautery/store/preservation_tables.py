"""The tables of preserved copies: what is preserved and why, each access, and the encrypted copies themselves."""

from sqlalchemy import Column, LargeBinary, Table, Text

from cautery.store.columns import SEQ, tables

preservations = Table(
    "preservations",
    tables,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("platform", Text, nullable=False),
    Column("account", Text, nullable=False, index=True),
    Column("post", Text),
    Column("case", Text),
    Column("order", Text),
    Column("basis", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("sealed_sha256", Text, nullable=False),
    Column("key_sha256", Text, nullable=False),
    Column("expires_at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
)

preservation_steps = Table(
    "preservation_steps",
    tables,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("preservation", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("says", Text, nullable=False),
    Column("purpose", Text),
    Column("until", Text),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
)

preserved = Table(
    "preserved",
    tables,
    Column("id", Text, primary_key=True),
    Column("copy", LargeBinary, nullable=False),
)

handovers = Table(
    "handovers",
    tables,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("recipient", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("manifest_sha256", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
)
