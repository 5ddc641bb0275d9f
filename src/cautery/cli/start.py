"""`cautery start`: from somebody's own files to the first named returns."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from cautery.cli.output import HERE, AsJson, Home, emit, next_step, print_table, say
from cautery.errors import Invalid
from cautery.events.tables.table import Table
from cautery.kit.percent import percent
from cautery.model.operator import OperatorLink
from cautery.translations.speech import gettext

TABLES = frozenset({".csv", ".tsv", ".txt", ".xlsx"})
MOST_NAMED, LONGEST_CELL = 20, 48
ADDRESS = "http://127.0.0.1:8000"


def start(
    files: Annotated[
        list[Path],
        typer.Argument(help="Tables (CSV or xlsx) of posts, of members and of removed accounts; or event files."),
    ],
    removed: Annotated[
        Path | None, typer.Option("--removed", help="The table of the accounts that were removed; default: recognised.")
    ] = None,
    platform: Annotated[str, typer.Option("--platform", help="A short name for your platform.")] = "forum",
    timezone: Annotated[
        str, typer.Option("--timezone", help="Time zone of times without an offset: UTC, +02:00, Europe/Berlin.")
    ] = "",
    dates: Annotated[
        str, typer.Option("--dates", help="Order of dates such as 03.04.2026: day-first or month-first.")
    ] = "",
    column: Annotated[
        list[str] | None, typer.Option("--column", help="Says what a column is: text=Beitrag. May be repeated.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Take what was recognised, and ask nothing.")] = False,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Import your own tables of posts and removed accounts, and name who came back."""
    if not yes and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Invalid(gettext("This terminal cannot be asked; add --yes to take what is recognised."))
    columns = _said(column or [])
    paths = [*files, *([removed] if removed is not None and removed not in files else [])]
    tables = [_look_at(path, home, removed=removed, columns=columns) for path in paths if path.suffix.lower() in TABLES]
    others = [path for path in paths if path.suffix.lower() not in TABLES]
    if not yes:
        _preview(tables)
        typer.confirm(gettext("Is this right?"), default=True, abort=True)
        timezone, dates = _answered(tables, timezone, dates)
    result = _run(home, tables, others, platform=platform, timezone=timezone, dates=dates)
    emit(result, as_json=as_json, show=_show)
    next_step(gettext("Next: cautery serve, then open {address}").format(address=result["address"]))


def _look_at(path: Path, home: Path, *, removed: Path | None, columns: Mapping[str, str]) -> Table:
    from cautery.events.tables.table import header_of, look_at
    from cautery.pipeline.ingestion.tables import recall_columns

    header = header_of(path)
    own = {
        what: name for what, name in columns.items() if name.casefold() in {one.strip().casefold() for one in header}
    }
    return look_at(path, kind="removed" if path == removed else None, columns={**recall_columns(home, header), **own})


def _run(
    home: Path, tables: Sequence[Table], others: Sequence[Path], *, platform: str, timezone: str, dates: str
) -> dict[str, Any]:
    from cautery.app import opened
    from cautery.cli.ingest_screen import ingest_files
    from cautery.events.tables.events import TableMeaning
    from cautery.events.tables.times import order_named
    from cautery.events.times import zone_named
    from cautery.model.account import Platform
    from cautery.pipeline.detection.labelling import label
    from cautery.pipeline.detection.operators import find_operators, strongest_first
    from cautery.pipeline.entrance.staff import setup_link
    from cautery.pipeline.ingestion.tables import remember_columns, tables_written
    from cautery.pipeline.installation.install import install

    zone = zone_named(timezone) if timezone else None
    _refuse_open_questions(tables, timezone=timezone, dates=dates)
    install(home, name="cautery.local")
    meaning = TableMeaning(platform=Platform(platform), zone=zone, order=order_named(dates) if dates else None)
    with opened(home) as app:
        with tables_written(app, tables, meaning) as written:
            report = ingest_files(app, [written.events, *others], timezone=timezone)
            labelled = label(app, written.labels) if written.labels else None
        for table in tables:
            remember_columns(home, table.header, {what: table.header[place] for what, place in table.columns.items()})
        found = find_operators(app)
        link = setup_link(app)
    named = [of[0] for of in strongest_first(found.links) if of[0].named]
    return {
        "accepted": report.accepted,
        "duplicate": report.duplicate,
        "rejected": report.rejected + written.rejected,
        "rejects": [*written.rejects, *report.rejects],
        "removed": labelled.accepted if labelled else 0,
        "unknown": list(written.unknown),
        "compared": found.compared,
        "named": [_plain(one) for one in named],
        "address": f"{ADDRESS}/setup/{link}" if link else ADDRESS,
    }


def _said(columns: Sequence[str]) -> dict[str, str]:
    parts = [one.partition("=") for one in columns]
    if bad := next((one for one, equals, name in parts if not equals or not name.strip()), None):
        raise Invalid(
            gettext("'--column {said}' says nothing; write what the column is, and its name: text=Beitrag.").format(
                said=bad
            )
        )
    return {what.strip(): name.strip() for what, _, name in parts}


def _refuse_open_questions(tables: Sequence[Table], *, timezone: str, dates: str) -> None:
    """Refuse what could mean two things: a day that is wrong by months, or by hours, misleads everything that follows."""
    for table in tables:
        said = next((row["at"] for row in table.first if row.get("at")), "")
        if table.is_order_open and not dates:
            raise Invalid(
                gettext(
                    "'{said}' in '{file}' can be read in two ways; say which: --dates day-first or month-first."
                ).format(said=said, file=table.path)
            )
        if table.is_zone_open and not timezone:
            raise Invalid(
                gettext(
                    "'{said}' in '{file}' says no offset; say where it is meant: --timezone UTC, or Europe/Berlin."
                ).format(said=said, file=table.path)
            )


def _answered(tables: Sequence[Table], timezone: str, dates: str) -> tuple[str, str]:
    if any(table.is_zone_open for table in tables) and not timezone:
        timezone = typer.prompt(gettext("The times say no offset. Where are they meant (UTC, Europe/Berlin)?"))
    if any(table.is_order_open for table in tables) and not dates:
        dates = typer.prompt(gettext("Dates can be read in two ways. Which (day-first, month-first)?"))
    return timezone, dates


def _preview(tables: Sequence[Table]) -> None:
    for table in tables:
        names = [
            what for what in table.columns if what != "account" or table.columns.get("handle") != table.columns[what]
        ]
        say(gettext("{file}: {kind}").format(file=table.path, kind=table.kind))
        heads = [f"{what} ({table.header[table.columns[what]]})" for what in names]
        print_table(heads, [[row.get(what, "")[:LONGEST_CELL] for what in names] for row in table.first])
        if unused := table.unused():
            say(gettext("Not used: {columns}").format(columns=", ".join(unused)))
        say("")


def _plain(link: OperatorLink) -> dict[str, Any]:
    strongest = [{"bits": reason.bits, "channel": reason.channel, "says": reason.says} for reason in link.reasons]
    return {
        "account": link.account.id,
        "earlier": link.earlier.id,
        "chance": link.chance,
        "bits": link.bits,
        "reasons": strongest,
    }


def _show(result: Mapping[str, Any]) -> None:
    say(
        gettext("{accepted:,} events, {removed:,} removed accounts, {rejected:,} rows rejected.").format(
            accepted=result["accepted"], removed=result["removed"], rejected=result["rejected"]
        )
    )
    for file in result["rejects"]:
        say(gettext("Rejected lines, with reasons: {file}").format(file=file))
    if result["unknown"]:
        say(gettext("Removed, and in no other table: {accounts}").format(accounts=", ".join(result["unknown"][:10])))
    named = result["named"]
    say(
        gettext("{named:,} of {compared:,} other accounts look like a removed one.").format(
            named=len(named), compared=result["compared"]
        )
    )
    if named:
        print_table(
            (gettext("account"), gettext("earlier account"), gettext("likelihood"), gettext("evidence")), _rows(named)
        )


def _rows(named: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str, str, str]]:
    for one in named[:MOST_NAMED]:
        evidence = "\n".join(f"{reason['bits']:+.1f} {reason['says']}" for reason in one["reasons"][:3])
        yield one["account"], one["earlier"], percent(one["chance"]), evidence
