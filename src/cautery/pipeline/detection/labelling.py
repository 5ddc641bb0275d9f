"""Labels: decisions that were made elsewhere come in from a file, row by row."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from cautery.app import App
from cautery.cases.label_fates import RowFate, settle
from cautery.cases.labels import Label, read_labels
from cautery.engine.accounts import accounts_in
from cautery.model.account import Account, Platform
from cautery.model.decision import Decision
from cautery.pipeline.history.read import history_of
from cautery.store import decisions
from cautery.store.database import ReadConnection
from cautery.suspicion.evidence import everyone


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelReport:
    """What became of a file of labels."""

    accepted: int
    """Rows that are labels, those that were known already too."""
    unknown: int
    """Accepted labels of accounts that have not been seen yet; they wait."""
    rejected: int
    reasons: tuple[str, ...]
    """The first twenty rejected rows, with their reasons."""
    new: int = 0
    changed: int = 0
    withdrawn: int = 0
    known: int = 0
    """Rows that change nothing: they hold already, or what was said later does."""
    missing: tuple[str, ...] = ()
    """The first hundred accounts that the source labelled before and that are in the file no more: they keep their label."""
    rows: tuple[RowFate, ...] = ()
    """What became of each row; of a long file, of the first ten thousand."""


MOST_ROWS, MOST_REASONS, MOST_MISSING = 10_000, 20, 100


def label(app: App, path: Path) -> LabelReport:
    """Take in a file of labels as decisions; what holds already is not written again."""
    read = list(read_labels(path, by=app.person))
    sources = {row.decision.source for row in read if isinstance(row, Label)}
    with app.writing() as tx:
        held = _held(tx.connection, sources)
        made, fates = settle(read, held)
        decisions.append(tx, made)
    labelled = [row.decision.about for row in read if isinstance(row, Label)]
    seen = {(about.platform, about.id) for about in accounts_in(everyone(history_of(app, at=None)))}
    seen |= {(Platform(""), account) for _, account in seen}
    bad = [fate for fate in fates if fate.fate in ("rejected", "conflict")]
    count = Counter(fate.fate for fate in fates)
    missing = sorted(about.id for (_, about), said in held.items() if about not in set(labelled) and _holds(said))
    return LabelReport(
        accepted=len(fates) - len(bad),
        unknown=sum((about.platform, about.id) not in seen for about in labelled),
        rejected=len(bad),
        reasons=tuple(f"line {one.line}: {one.says}" for one in bad[:MOST_REASONS]),
        new=count["new"],
        changed=count["changed"],
        withdrawn=count["withdrawn"],
        known=count["known"] + count["older"],
        missing=tuple(missing[:MOST_MISSING]),
        rows=tuple(fates[:MOST_ROWS]),
    )


def _held(connection: ReadConnection, sources: Collection[str]) -> dict[tuple[str, Account], list[Decision]]:
    held: dict[tuple[str, Account], list[Decision]] = {}
    for source in decisions.of_sources(connection, sources):
        held.setdefault((source.source, source.about), []).append(source)
    return held


def _holds(said: Sequence[Decision]) -> bool:
    return said[-1].verdict != "withdrawn"
