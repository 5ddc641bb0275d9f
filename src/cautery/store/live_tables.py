"""The tables of what goes on by itself: how far events are followed, the parts of history, who works at what, what ran.

None of it is a fact: all can be computed again, or is only about now. Times are seconds since 1970.
"""

from sqlalchemy import BigInteger, Column, Float, Index, Integer, Table, Text

from cautery.store.columns import tables

installation = Table("installation", tables, Column("id", Text, primary_key=True))

places = Table(
    "places",
    tables,
    Column("stage", Text, primary_key=True),
    Column("segment", Integer, nullable=False),
    Column("byte", BigInteger, nullable=False),
    Column("moved_at", Float, nullable=False),
)

failed_events = Table(
    "failed_events",
    tables,
    Column("stage", Text, primary_key=True),
    Column("segment", Integer, primary_key=True),
    Column("byte", BigInteger, primary_key=True),
    Column("event", Text, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("failed_at", Float, nullable=False, index=True),
    Column("tries", Integer, nullable=False),
)

parts = Table(
    "parts",
    tables,
    Column("name", Text, primary_key=True),
    Column("table", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("bytes", BigInteger, nullable=False),
    Column("checksum", BigInteger, nullable=False),
    Column("since_segment", Integer, nullable=False),
    Column("since_byte", BigInteger, nullable=False),
    Column("until_segment", Integer, nullable=False),
    Column("until_byte", BigInteger, nullable=False),
    Column("added_in", Integer, nullable=False),
    Column("dropped_in", Integer, index=True),
    Column("dropped_at", Float),
    Index("parts_day", "table", "day"),
)

history = Table(
    "history",
    tables,
    Column("one", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("latest", Float),
    Column("claims", Text, nullable=False),
    Column("whole", Integer, nullable=False),
)

work_leases = Table(
    "work_leases",
    tables,
    Column("subject", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("beats", Integer, nullable=False),
)

runs = Table(
    "runs",
    tables,
    Column("job", Text, primary_key=True),
    Column("started_at", Float),
    Column("ended_at", Float),
    Column("problem", Text, nullable=False),
    Column("says", Text, nullable=False),
    Column("asked_at", Float),
)

services = Table(
    "services",
    tables,
    Column("name", Text, primary_key=True),
    Column("ok_at", Float),
    Column("failures", Integer, nullable=False),
    Column("failed_at", Float),
    Column("problem", Text, nullable=False),
)
