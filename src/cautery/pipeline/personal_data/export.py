"""What is held about a person, as a file for them: JSON for programs and one page for people (GDPR, Art. 15)."""

import html
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from cautery.app import App
from cautery.errors import Conflict, Invalid, Missing
from cautery.kit.clock import rfc3339
from cautery.model.account import Account
from cautery.model.case import CaseId
from cautery.pipeline.cases.non_disclosure import is_silent
from cautery.store.database import ReadConnection
from cautery.store.journal import Journal
from cautery.store.rows_about import rows_by_table

OTHERS = frozenset({"name", "email", "by", "contact"})
"""Columns that are about somebody else: who reported, and who decided. The person's own contact is theirs to know already."""
IN_ORDER = (
    "cases",
    "decisions",
    "actions",
    "appeals",
    "receipts",
    "tellings",
    "hearings",
    "exhibits",
    "notices",
    "assessments",
)
"""Tables that are about the person, each after those whose rows it names. The others hold how the team works."""
NAMED_BY = ("id", "case", "decision", "action", "appeal")
REMOVALS = frozenset({"post.removed", "account.closed"})
"""Events that tell of a removal."""
HELD_BACK = (
    ("who reported, and which moderators decided", "data of others (GDPR Art. 15(4))"),
    (
        "notes, drafts, evidence weights and values of hash banks",
        "methods that protect others (GDPR Art. 15(4), Art. 23)",
    ),
    ("what an order in force forbids to tell", "the law that the order rests on (GDPR Art. 23)"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReport:
    """What was written."""

    out: str
    events: int
    rows: int
    held_back: Sequence[str]


def export_person(app: App, about: Account, out: Path) -> ExportReport:
    """Write a zip file with all that a person may have; Missing where nothing is held, Conflict where the file exists."""
    events = [msgspec.json.decode(line) for line in _lines(app, about)]
    with app.reading() as connection:
        found: Mapping[str, Sequence[Mapping[str, object]]] = rows_by_table(connection, about)
        silent = {str(row["id"]) for row in found.get("cases", ()) if _is_secret(app, connection, row["id"])}
    if silent:
        found = _told(found, silent)
        events = [event for event in events if event.get("type") not in REMOVALS]
    rows = {name: [_without_others(row) for row in of] for name, of in found.items() if name in IN_ORDER}
    if not events and not rows:
        raise Missing(f"Nothing is held about '{about.platform}:{about.id}'.")
    said = {
        "about": {"platform": about.platform, "account": about.id},
        "made_at": rfc3339(app.clock.now()),
        "events": events,
        **rows,
        "held_back": [{"what": what, "why": why} for what, why in HELD_BACK],
    }
    _write(out, said)
    many = sum(len(of) for of in rows.values())
    return ExportReport(out=str(out), events=len(events), rows=many, held_back=[what for what, _ in HELD_BACK])


def _is_secret(app: App, connection: ReadConnection, case: object) -> bool:
    return is_silent(connection, CaseId(str(case)), at=app.clock.now())


def _told(
    found: Mapping[str, Sequence[Mapping[str, object]]], silent: set[str]
) -> dict[str, list[Mapping[str, object]]]:
    """Leave out what belongs to cases of which nobody may be told: rows that name one, or name a row that was left out."""
    hidden, told = set(silent), dict[str, list[Mapping[str, object]]]()
    for table in IN_ORDER:
        secret = [row for row in found.get(table, ()) if hidden & {str(row.get(name)) for name in NAMED_BY}]
        hidden |= {str(row[name]) for row in secret for name in ("id", "key") if row.get(name)}
        told[table] = [row for row in found.get(table, ()) if row not in secret]
    return told


def _lines(app: App, about: Account) -> Iterator[bytes]:
    for frame in Journal(app.config.journal).read():
        for line in frame.lines.splitlines():
            said = msgspec.json.decode(line)
            if (said.get("platform"), said.get("account")) == (about.platform, about.id):
                yield line


def _without_others(row: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in row.items() if name not in OTHERS and value not in (None, "")}


def _write(out: Path, said: Mapping[str, object]) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", msgspec.json.format(msgspec.json.encode(said), indent=1))
        archive.writestr("data.html", _page(said))
    try:
        with out.open("xb") as file:
            file.write(packed.getvalue())
        out.chmod(0o600)
    except FileExistsError:
        raise Conflict(f"'{out}' is there already; name a new file.") from None
    except OSError as error:
        raise Invalid(f"'{out}' cannot be written: {error.strerror}.") from None


def _page(said: Mapping[str, object]) -> str:
    """Show it on one page that runs nothing and loads nothing; what strangers wrote is text and no markup."""
    parts = []
    for name, value in said.items():
        parts.append(f"<h2>{html.escape(name)}</h2>")
        for one in value if isinstance(value, list) else [value]:
            text = msgspec.json.format(msgspec.json.encode(one), indent=1).decode()
            parts.append(f"<pre>{html.escape(text)}</pre>")
    policy = "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'\">"
    return f"<!doctype html><meta charset=utf-8>{policy}<title>Your data</title><h1>Your data</h1>{''.join(parts)}"
