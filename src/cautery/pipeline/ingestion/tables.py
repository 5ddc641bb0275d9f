"""Tables of people's own forums, written as events and labels that the other commands read."""

import csv
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree

import msgspec

from cautery.app import App
from cautery.errors import Invalid
from cautery.events.format import Reject
from cautery.events.rejects import Rejects
from cautery.events.tables.events import AccountNames, TableMeaning, account_of, events_of, time_of
from cautery.events.tables.table import Table, rows_of
from cautery.kit.files import replace_file
from cautery.kit.unreadable import NOT_JSON
from cautery.model.event import AnyEvent

_ENCODER = msgspec.json.Encoder()
_MOST_REJECTS = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class TablesWritten:
    """What was written from tables; it holds addresses of people in clear, and goes when it has been read."""

    events: Path
    labels: Path | None
    """Who was removed; None where no table says so."""
    rejected: int
    rejects: tuple[str, ...]
    """Files that hold the rows that could not be read, with their reasons."""
    unknown: tuple[str, ...]
    """AccountNames that were removed and that no other table names; some of them."""


@contextmanager
def tables_written(app: App, tables: Sequence[Table], meaning: TableMeaning) -> Iterator[TablesWritten]:
    """Write tables as events and labels, for as long as the block lasts."""
    folder = app.config.home / "tables"
    rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    try:
        yield _written(app, tables, meaning, folder)
    finally:
        rmtree(folder, ignore_errors=True)


def recall_columns(home: Path, header: Sequence[str]) -> Mapping[str, str]:
    """Give the columns that a person named in an earlier table with the same header."""
    said = _remembered(home).get(_header(header), {})
    return said if isinstance(said, dict) else {}


def remember_columns(home: Path, header: Sequence[str], columns: Mapping[str, str]) -> None:
    """Keep which column is what, for the next table with the same header."""
    if columns:
        kept = {**_remembered(home), _header(header): dict(columns)}
        replace_file(home / "columns.json", json.dumps(kept, ensure_ascii=False, indent=1).encode())


def _written(app: App, tables: Sequence[Table], meaning: TableMeaning, folder: Path) -> TablesWritten:
    accounts, rejected = AccountNames(), list[Rejects]()
    events = folder / "events.ndjson"
    with os.fdopen(os.open(events, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as out:
        for table in sorted((one for one in tables if one.kind != "removed"), key=lambda one: one.kind):
            rejects = Rejects(app.config.rejects, str(table.path))
            rejected.append(rejects)
            for event in events_of(table, meaning, accounts):
                if isinstance(event, Reject):
                    _refuse_what_is_no_such_table(table, rejects, event)
                else:
                    out.write(_line(event))
    removed = [row for table in tables if table.kind == "removed" for row in _removed(table, meaning, accounts)]
    return TablesWritten(
        events=events,
        labels=_labels(removed, folder / "removed.csv") if removed else None,
        rejected=sum(rejects.count for rejects in rejected),
        rejects=tuple(str(rejects.path) for rejects in rejected if rejects.count),
        unknown=tuple(row["account"] for row in removed if row["account"] not in accounts.seen),
    )


def _refuse_what_is_no_such_table(table: Table, rejects: Rejects, reject: Reject) -> None:
    rejects.add([reject])
    if rejects.count > _MOST_REJECTS:
        raise Invalid(f"'{table.path}' stops here: {_MOST_REJECTS:,} rows cannot be read; the first: {reject.reason}")


def _line(event: AnyEvent) -> bytes:
    return _ENCODER.encode(event) + b"\n"


def _removed(table: Table, meaning: TableMeaning, accounts: AccountNames) -> Iterator[Mapping[str, str]]:
    for number, row in rows_of(table):
        if isinstance(row, str):
            raise Invalid(f"Line {number} of '{table.path}': {row}")
        try:
            at = time_of(row, meaning, table.order).isoformat() if "at" in row else ""
            about = accounts.named(account_of(row))
        except Invalid as error:
            raise Invalid(f"Line {number} of '{table.path}': {error}") from None
        yield {
            "account": about,
            "label": "violating",
            "at": at,
            "platform": meaning.platform,
            "source": table.path.name,
        }


def _labels(removed: Sequence[Mapping[str, str]], path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as out:
        rows = csv.DictWriter(out, list(removed[0]))
        rows.writeheader()
        rows.writerows(removed)
    return path


def _remembered(home: Path) -> dict[str, object]:
    try:
        kept = json.loads((home / "columns.json").read_bytes())
    except (OSError, *NOT_JSON):
        return {}
    return kept if isinstance(kept, dict) else {}


def _header(header: Sequence[str]) -> str:
    return "\t".join(header)
