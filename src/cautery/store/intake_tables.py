"""The tables of what came in and could not be read, of what was missed, and of how each source is."""

from sqlalchemy import Column, Float, Index, Integer, LargeBinary, Table, Text

from cautery.store.columns import SEQ, tables

quarantine = Table(
    "quarantine",
    tables,
    Column("number", SEQ, primary_key=True, autoincrement=True),
    Column("source", Text, nullable=False),
    Column("reader", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("raw", LargeBinary, nullable=False),
    Column("bytes", Integer, nullable=False),
    Column("digest", Text, nullable=False),
    Column("at", Float, nullable=False),
    Index("quarantine_once", "source", "digest", unique=True),
)

gaps = Table(
    "gaps",
    tables,
    Column("number", SEQ, primary_key=True, autoincrement=True),
    Column("source", Text, nullable=False, index=True),
    Column("since", Float),
    Column("until", Float),
    Column("reason", Text, nullable=False),
    Column("at", Float, nullable=False),
)

sources = Table(
    "sources",
    tables,
    Column("source", Text, primary_key=True),
    Column("state", LargeBinary, nullable=False),
)
