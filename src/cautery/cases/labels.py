"""Labels: decisions that were made elsewhere, taken in from a table with the file as their source.

Columns are found by their names, in any case and between any usual separators. `withdrawn` takes back what the source said.
"""

import csv
import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from cautery.cases.label_files import lines_of, separator_of
from cautery.errors import Invalid
from cautery.kit.canonical import digest
from cautery.kit.clock import parse_time
from cautery.model.account import Account, AccountId, Platform
from cautery.model.decision import Decision, DecisionId, Measure, Verdict

VERDICTS: Mapping[str, tuple[Verdict, Measure]] = {
    "violating": ("violating", "suspend"),
    "benign": ("benign", "none"),
    "presumed_benign": ("presumed_benign", "none"),
    "withdrawn": ("withdrawn", "none"),
}
_WORDS = "write violating, benign, presumed_benign, or withdrawn to take one back"
_BROKEN_ID = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)
"""A long number as a spreadsheet shows it: its last digits are lost."""
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
    return _rows(_Lines(lines_of(path)), path, by)


def _rows(lines: "_Lines", path: Path, by: str) -> Iterator[Label | BadLabel]:
    rows = csv.reader(lines, strict=True, delimiter=separator_of(lines.first()))
    names = _names(rows, path)
    while True:
        lines.begin_row()
        try:
            row = next(rows, None)
        except csv.Error as error:
            lines.give_again()
            yield BadLabel(line=lines.begin, reason=f"the row cannot be read: {error}")
            continue
        if row is None:
            return
        if row:
            try:
                yield Label(line=lines.begin, decision=_decision(row, names, path, by))
            except Invalid as error:
                yield BadLabel(line=lines.begin, reason=str(error))


class _Lines:
    """A file's lines. When no row can be made of some, the first is at fault, for instance by an open quote; the others
    are given again.
    """

    def __init__(self, lines: Iterator[str]) -> None:
        self.begin = 1
        """The number of the line where the row begins."""
        self._lines, self._given, self._again = lines, list[str](), deque[str]()

    def __iter__(self) -> Iterator[str]:
        return self

    def first(self) -> str:
        """Look at the first line, and give it again."""
        line = next(self._lines, "")
        if line:
            self._again.append(line)
        return line

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._lines)
        self._given.append(line)
        return line

    def begin_row(self) -> None:
        self.begin += len(self._given)
        self._given.clear()

    def give_again(self) -> None:
        self._again.extendleft(reversed(self._given[1:]))
        del self._given[1:]


def _names(rows: Iterator[list[str]], path: Path) -> Sequence[str]:
    try:
        names = [_text(name) for name in next(rows, [])]
        names = [name.lower() if name.lower() in USED else name for name in names]
    except (csv.Error, Invalid) as error:
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
    if _BROKEN_ID.fullmatch(account):
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
