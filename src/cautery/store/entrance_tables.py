"""The tables of what one admin must not do alone, and of notices that opened nothing."""

from sqlalchemy import Column, Table, Text

from cautery.store.columns import APART, SEQ, tables

access_requests = Table(
    "access_requests",
    tables,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("person", Text, nullable=False, index=True),
    Column("roles", Text, nullable=False),
    Column("languages", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("seal", Text, info=APART),
)

notice_openings = Table(
    "notice_openings",
    tables,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("notice", Text, nullable=False, unique=True),
    Column("case", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
)
