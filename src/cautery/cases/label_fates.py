"""What becomes of each row of a file of labels, beside what the file's source said before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from cautery.cases.labels import BadLabel, Label
from cautery.model.account import Account
from cautery.model.decision import Decision, DecisionId

Fate = Literal["new", "changed", "known", "withdrawn", "older", "conflict", "rejected"]
Key = tuple[str, Account]
"""A source, and whom it labels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFate:
    """What became of one row."""

    line: int
    account: str
    fate: Fate
    says: str = ""


def settle(
    rows: Iterable[Label | BadLabel], held: Mapping[Key, Sequence[Decision]]
) -> tuple[list[Decision], list[RowFate]]:
    """Say which rows become decisions, and what becomes of the others.

    Two rows about one account that disagree are taken in the order of the times that they say; where they say none, neither is
    taken. A row that says what holds already changes nothing, however often it comes. Decisions are given so that, of each
    account, the last one holds.

    Args:
        held: what each source said of each account before, the oldest first.
    """
    fates: list[RowFate] = []
    by_account: dict[Key, list[Label]] = {}
    for row in rows:
        if isinstance(row, BadLabel):
            fates.append(RowFate(line=row.line, account="", fate="rejected", says=row.reason))
        else:
            by_account.setdefault((row.decision.source, row.decision.about), []).append(row)
    made: list[Decision] = []
    for key, some in by_account.items():
        if contradicting := _contradicting(some):
            fates += [_conflict(row, contradicting) for row in some]
            continue
        before = list(held.get(key, ()))
        for row in sorted(some, key=_when):
            decision, fate = _taken(row, before)
            fates.append(fate)
            if decision is not None:
                before.append(decision)
                made.append(decision)
    return made, sorted(fates, key=lambda one: one.line)


def _contradicting(rows: Sequence[Label]) -> list[Label]:
    """List rows that disagree and say the same time, or none."""
    said: dict[str, Label] = {}
    for row in rows:
        other = said.setdefault(_when(row), row)
        if other.decision.verdict != row.decision.verdict:
            return [other, row]
    timeless = said.get("")
    return [timeless, *rows] if timeless is not None and len({row.decision.verdict for row in rows}) > 1 else []


def _when(row: Label) -> str:
    return row.decision.at.isoformat() if row.decision.at is not None else ""


def _taken(row: Label, before: Sequence[Decision]) -> tuple[Decision | None, RowFate]:
    made = row.decision
    last = before[-1] if before else None
    whom = made.about.id
    if last is None and made.verdict == "withdrawn":
        return None, RowFate(line=row.line, account=whom, fate="known", says=f"'{made.source}' says nothing about it")
    if last is not None and last.verdict == made.verdict and (made.at is None or last.at == made.at):
        return None, RowFate(line=row.line, account=whom, fate="known", says=f"it holds already: {made.verdict}")
    if last is not None and made.at is not None and last.at is not None and made.at < last.at:
        says = f"what was said later holds: {last.verdict}"
        return None, RowFate(line=row.line, account=whom, fate="older", says=says)
    again = sum(decision.id == made.id or decision.id.startswith(f"{made.id}-") for decision in before)
    named = replace(made, id=DecisionId(f"{made.id}-{again}")) if again else made
    if made.verdict == "withdrawn":
        return named, RowFate(line=row.line, account=whom, fate="withdrawn", says="")
    if last is None or last.verdict in ("withdrawn", made.verdict):
        return named, RowFate(line=row.line, account=whom, fate="new", says="")
    return named, RowFate(line=row.line, account=whom, fate="changed", says=f"was {last.verdict}, is {made.verdict}")


def _conflict(row: Label, contradicting: Sequence[Label]) -> RowFate:
    lines = sorted({label.line for label in contradicting})
    says = (
        f"lines {', '.join(map(str, lines))} say different things of '{row.decision.about.id}', and not when; "
        f"say 'at' in each, or leave one"
    )
    return RowFate(line=row.line, account=row.decision.about.id, fate="conflict", says=says)
