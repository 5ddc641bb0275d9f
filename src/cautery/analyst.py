"""An installation's tables as Polars frames, for notebooks: of a folder on this machine, or of a service with a key.

>>> with open_tables("http://127.0.0.1:8000", key="cautery_...") as tables:  # doctest: +SKIP
...     tables.cases().filter(pl.col("likelihood") > 0.9)
...     tables.sql("SELECT platform, count(*) AS posts FROM posts GROUP BY platform")
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import polars as pl

from cautery.app import App, opened
from cautery.client import Client
from cautery.errors import Invalid
from cautery.kit.clock import parse_time, rfc3339
from cautery.pipeline.analysis.forms import write_form
from cautery.pipeline.analysis.tables import TABLES, table_of


@contextmanager
def open_tables(where: str | Path, *, key: str = "") -> Iterator["Tables"]:
    """Open the tables of an installation.

    Args:
        where: the folder of an installation on this machine, or the address of a service.
        key: a key with the scopes `see_cases` and, for posts, profiles and accounts, `see_history`; for an address only.
    """
    with TemporaryDirectory(prefix="cautery-analyst-") as folder:
        if str(where).startswith(("http://", "https://")):
            with Client(str(where), key=key) as client:
                yield TablesOfService(client, Path(folder))
            return
        with opened(Path(where)) as app:
            yield TablesOfFolder(app, Path(folder))


class Tables(ABC):
    """The tables of one installation. Each is read when it is asked for, and again when it is asked for again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @abstractmethod
    def names(self) -> Mapping[str, str]:
        """List the tables that may be read, each with what a row of it is."""

    @abstractmethod
    def _save(self, name: str, path: Path, since: datetime | None, until: datetime | None) -> None:
        """Write a table into a Parquet file."""

    def table(self, name: str, *, since: datetime | None = None, until: datetime | None = None) -> pl.DataFrame:
        """Give a table. A time without a zone is in UTC.

        Args:
            since: rows with an earlier `at` are left out; for tables that have `at`.
            until: rows from then on are left out.
        """
        path = self._folder / "table.parquet"
        self._save(name, path, _utc(since), _utc(until))
        return pl.read_parquet(path)

    def events(
        self, kind: str = "posts", *, since: datetime | None = None, until: datetime | None = None
    ) -> pl.DataFrame:
        """Give the events of a kind: posts, profiles, follows, reactions, sessions, closures, moves or removals."""
        return self.table(kind, since=since, until=until)

    def accounts(self) -> pl.DataFrame:
        """Give one row for each account: since when, until when, posts, and how it called itself last."""
        return self.table("accounts")

    def cases(self) -> pl.DataFrame:
        """Give the cases; `likelihood` is 0..1, and null where only a report speaks."""
        return self.table("cases")

    def decisions(self) -> pl.DataFrame:
        """Give the decisions in their order; a later one replaces an earlier one about the same account."""
        return self.table("decisions")

    def networks(self) -> pl.DataFrame:
        """Give the networks as they were last seen; `log10_p` is how likely by chance."""
        return self.table("networks")

    def members(self) -> pl.DataFrame:
        """Give who belongs to which network, and how likely (0..1)."""
        return self.table("members")

    def ties(self) -> pl.DataFrame:
        """Give the strongest ties between members; `occasions` are hours in which they met."""
        return self.table("ties")

    def operators(self) -> pl.DataFrame:
        """Give which account probably continues which; `confirmed` is what a person decided, null before."""
        return self.table("operators")

    def effect(self) -> pl.DataFrame:
        """Give the figures of the last measurement, each with its bounds at 95 % and its unit."""
        return self.table("effect")

    def sql(self, query: str) -> pl.DataFrame:
        """Answer a question in DuckDB's SQL over the tables; refuse (Invalid) one that cannot be answered."""
        answer = self._folder / "answer.parquet"
        with duckdb.connect() as database:
            try:
                for name in self._named_in(query):
                    path = self._folder / f"{name}.parquet"
                    self._save(name, path, None, None)
                    database.execute(f"CREATE TABLE \"{name}\" AS SELECT * FROM read_parquet('{path}')")  # noqa: S608
                relation = database.sql(query)
                if relation is None:
                    raise Invalid("This question has no answer: ask with SELECT.")
                relation.write_parquet(str(answer))
            except duckdb.Error as error:
                raise Invalid(f"This question cannot be answered: {error}") from None
        return pl.read_parquet(answer)

    def _named_in(self, query: str) -> list[str]:
        return [name for name in self.names() if re.search(rf"\b{name}\b", query, re.IGNORECASE)]

    def explain(self, platform: str, account: str) -> "Explanation":
        """Say what speaks for and against an account in its cases, in bits; a notebook draws it."""
        asked = (pl.col("platform") == platform) & (pl.col("account") == account)
        reasons = self.table("reasons").filter(asked).sort("bits", descending=True)
        return Explanation(f"{platform} / {account}", reasons)


def _utc(at: datetime | None) -> datetime | None:
    return None if at is None else parse_time(at.isoformat())


class Explanation:
    """What speaks for and against an account: `reasons`, strongest first, and a drawing of them."""

    def __init__(self, about: str, reasons: pl.DataFrame) -> None:
        self.about, self.reasons = about, reasons

    def __str__(self) -> str:
        lines = (f"{bits:+6.1f} bits  {says}" for bits, says in self.reasons.select("bits", "says").iter_rows())
        return "\n".join((self.about, *lines)) if self.reasons.height else f"{self.about}: no case"

    def _repr_html_(self) -> str:
        widest = max((abs(bits) for bits in self.reasons["bits"]), default=1.0) or 1.0
        rows = "".join(
            f"<tr><td style='text-align:right'>{bits:+.1f}</td><td>{_bar(bits / widest)}</td>"
            f"<td style='text-align:left'>{escape(says)}</td></tr>"
            for bits, says in self.reasons.select("bits", "says").iter_rows()
        )
        head = "<tr><th>bits</th><th></th><th>reason</th></tr>"
        return f"<table><caption>{escape(self.about)}</caption>{head}{rows}</table>"


def _bar(share: float) -> str:
    colour = "#b3452c" if share > 0 else "#2c6fb3"
    return f"<div style='height:1em;width:{12 * abs(share):.2f}em;background:{colour}'></div>"


class TablesOfFolder(Tables):
    """The tables of an installation on this machine, all of them."""

    def __init__(self, app: App, folder: Path) -> None:
        super().__init__(folder)
        self._app = app

    def names(self) -> Mapping[str, str]:
        """List them, each with what a row of it is."""
        return {table.name: table.says for table in TABLES.values()}

    def _save(self, name: str, path: Path, since: datetime | None, until: datetime | None) -> None:
        everything = {table.permission for table in TABLES.values()}
        write_form(table_of(self._app, name, permissions=everything, since=since, until=until), path, "parquet")


class TablesOfService(Tables):
    """The tables that a key reaches."""

    def __init__(self, client: Client, folder: Path) -> None:
        super().__init__(folder)
        self._client = client

    def names(self) -> Mapping[str, str]:
        """List them, each with what a row of it is."""
        return {table.name: table.says for table in self._client.tables()}

    def _save(self, name: str, path: Path, since: datetime | None, until: datetime | None) -> None:
        said = ("" if at is None else rfc3339(at) for at in (since, until))
        self._client.save_table(name, path, since=next(said), until=next(said))
