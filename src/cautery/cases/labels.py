"""Labels: decisions that were made elsewhere, taken in from a table with the file as their source.

Columns are found by their names, in any case and between any usual separators. `withdrawn` takes back what the source said.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from cautery.errors import Invalid
from cautery.kit.canonical import digest
from cautery.kit.clock import parse_time
from cautery.kit.sheets import SheetRow, is_shortened, rows_in
from cautery.model.account import Account, AccountId, Platform
from cautery.model.decision import Decision, DecisionId, Measure, Verdict

VERDICTS: Mapping[str, tuple[Verdict, Measure]] = {
    "violating": ("violating", "suspend"),
    "benign": ("benign", "none"),
    "presumed_benign": ("presumed_benign", "none"),
    "withdrawn": ("withdrawn", "none"),
}
_WORDS = "write violating, benign, presumed_benign, or withdrawn to take one back"
USED = ("account", "label", "at", "source", "group", "platform")


@dataclass(frozen=True, slots=True, kw_only=True)
class BadLabel:
    """A row that is no label, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A row that is one, and the decision that it stands for."""

    line: int
    decision: Decision


def read_labels(path: Path, *, by: str) -> Iterator[Label | BadLabel]:
    """Read a file's rows as decisions, in the file's order; a bad row stops none of the others."""
    return _rows(rows_in(path), path, by)


def _rows(rows: Iterator[SheetRow], path: Path, by: str) -> Iterator[Label | BadLabel]:
    names = _names(next(rows, SheetRow(line=1)), path)
    for row in rows:
        if row.problem:
            yield BadLabel(line=row.line, reason=row.problem)
        elif row.cells:
            try:
                yield Label(line=row.line, decision=_decision(row.cells, names, path, by))
            except Invalid as error:
                yield BadLabel(line=row.line, reason=str(error))


def _names(first: SheetRow, path: Path) -> Sequence[str]:
    try:
        if first.problem:
            raise Invalid(first.problem)
        names = [_text(name) for name in first.cells]
        names = [name.lower() if name.lower() in USED else name for name in names]
    except Invalid as error:
        raise Invalid(f"'{path}' is no CSV file, for its first line cannot be read: {error}.") from None
    for needed in ("account", "label"):
        if needed not in names:
            raise Invalid(
                f"'{path}' has no column '{needed}'; its first line must name columns, 'account' and 'label' among them "
                f"(between commas, semicolons or tabs)."
            )
    return names


def _decision(row: Sequence[str], names: Sequence[str], path: Path, by: str) -> Decision:
    if len(row) > len(names):
        raise Invalid("the row has more fields than the first line names")
    said = {name: _text(value) for name, value in zip_longest(names, row, fillvalue="") if name}
    account, label = said["account"], "_".join(said["label"].lower().replace("-", " ").replace("_", " ").split())
    if not account:
        raise Invalid("'account' is empty")
    if label not in VERDICTS:
        raise Invalid(f"'{said['label'][:60]}' is no label; {_WORDS}")
    if is_shortened(account):
        raise Invalid(
            f"'{account}' is a number that a spreadsheet has shortened: keep the column as text, and export it again"
        )
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


def _text(value: str) -> str:
    said = value.strip()
    if any("\ud800" <= letter <= "\udfff" for letter in said):
        raise Invalid("this is not UTF-8")
    if "\0" in said:
        raise Invalid("there is a NUL in it")
    return said
