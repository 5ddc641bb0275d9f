"""The tables of erasures: what was asked, approved and done, and about whom for as long as it is not done."""

from sqlalchemy import Column, Table, Text

from cautery.store.columns import SEQ, tables

erasures = Table(
    "erasures",
    tables,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, index=True),
    Column("state", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("told", Text, nullable=False),
    Column("numbers", Text, nullable=False),
    Column("changed", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
)

erasure_subjects = Table(
    "erasure_subjects",
    tables,
    Column("id", Text, primary_key=True),
    Column("platform", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("handles", Text, nullable=False),
)
