"""The tables of orders: what authorities ordered, and each step from the receipt to the end."""

from sqlalchemy import Column, Table, Text

from cautery.store.columns import SEQ, tables

orders = Table(
    "orders",
    tables,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("form", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("authentic", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("raw_sha256", Text, nullable=False, index=True),
    Column("received_at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
)

order_steps = Table(
    "order_steps",
    tables,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("order", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("says", Text, nullable=False),
    Column("more", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
)
