"""Labels: decisions that were made elsewhere, taken in from a CSV file with the file as their source."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cautery.errors import Invalid, Missing
from cautery.kit.canonical import digest
from cautery.kit.clock import parse_time
from cautery.model.account import Account, AccountId, Platform
from cautery.model.decision import Decision, DecisionId, Measure, Verdict

VERDICTS: Mapping[str, tuple[Verdict, Measure]] = {
    "violating": ("violating", "suspend"),
    "benign": ("benign", "none"),
    "presumed_benign": ("presumed_benign", "none"),
}
USED = ("account", "label", "at", "source", "group", "platform")
MOST_LETTERS = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class BadLabel:
    """A row that is no label, and why."""

    line: int
    reason: str


def read_labels(path: Path, *, by: str) -> Iterator[Decision | BadLabel]:
    """Read a file's rows as decisions, in the file's order; a bad row stops none of the others."""
    try:
        with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as lines:
            yield from _rows(csv.DictReader(lines, strict=True), path, by)
    except FileNotFoundError:
        raise Missing(f"There is no file '{path}'.") from None
    except OSError as error:
        raise Invalid(f"'{path}' cannot be read: {error.strerror}.") from None


def _rows(rows: "csv.DictReader[str]", path: Path, by: str) -> Iterator[Decision | BadLabel]:
    try:
        names = rows.fieldnames or ()
    except csv.Error as error:
        raise Invalid(f"'{path}' is no CSV file: {error}.") from None
    for needed in ("account", "label"):
        if needed not in names:
            raise Invalid(
                f"'{path}' has no column '{needed}'; its first line must name columns, 'account' and 'label' among them."
            )
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield BadLabel(line=rows.line_num, reason=f"the row cannot be read: {error}")
            continue
        if row is None:
            return
        try:
            yield _decision(row, path, by)
        except Invalid as error:
            yield BadLabel(line=rows.line_num, reason=str(error))


def _decision(row: Mapping[str | None, str | None], path: Path, by: str) -> Decision:
    if None in row:
        raise Invalid("the row has more fields than the first line names")
    said = {name: _text(value) for name, value in row.items() if name}
    account, label = said["account"], said["label"]
    if not account:
        raise Invalid("'account' is empty")
    if label not in VERDICTS:
        raise Invalid(f"'{label[:60]}' is no label; write violating, benign or presumed_benign")
    verdict, measure = VERDICTS[label]
    source, at = said.get("source") or path.name, said.get("at", "")
    platform = said.get("platform", "")
    return Decision(
        id=DecisionId(digest("label", source, platform, account, label, at)),
        about=Account(platform=Platform(platform), id=AccountId(account)),
        verdict=verdict,
        measure=measure,
        clause=None,
        reason=f"labelled '{label}' in '{path.name}'",
        by=by,
        at=parse_time(at) if at else None,
        source=source,
        group=said.get("group") or None,
        kept=tuple((name, value) for name, value in said.items() if name not in USED),
    )


def _text(value: str | None) -> str:
    said = (value or "").strip()
    if any("\ud800" <= letter <= "\udfff" for letter in said):
        raise Invalid("the row is not UTF-8")
    if len(said) > 1024 * MOST_LETTERS:
        raise Invalid("a field is longer than half a million letters")
    return said
