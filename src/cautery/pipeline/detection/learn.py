"""Learn: decisions that were made elsewhere come in, and weights are learnt from all decisions."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cautery.app import App
from cautery.cases.labels import BadLabel, read_labels
from cautery.engine.accounts import accounts_in
from cautery.errors import Invalid, Missing
from cautery.model.account import Account, AccountId, Platform
from cautery.model.decision import Decision
from cautery.pipeline.history.decided import decisions_at
from cautery.pipeline.history.read import history_of
from cautery.store import decisions
from cautery.suspicion.evidence import everyone
from cautery.suspicion.fit import Decided, FitReport, fit, gather
from cautery.suspicion.fitted import keep
from cautery.suspicion.learn import Example
from cautery.suspicion.voices import hear

VIOLATING = {"violating": True, "benign": False, "presumed_benign": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelReport:
    """What became of a file of labels."""

    accepted: int
    unknown: int
    """Accepted labels of accounts that have not been seen yet; they wait."""
    rejected: int
    reasons: tuple[str, ...]
    """The first twenty rejected rows, with their reasons."""


def label(app: App, path: Path) -> LabelReport:
    """Take in a file of labels as decisions; one that is known already is not written again."""
    accepted: list[Decision] = []
    rejected: list[BadLabel] = []
    for row in read_labels(path, by=app.person):
        if isinstance(row, BadLabel):
            rejected.append(row)
        else:
            accepted.append(row)
    with app.writing() as tx:
        known = {source: decisions.known_ids(tx.connection, source) for source in {one.source for one in accepted}}
        new = {one.id: one for one in accepted if one.id not in known[one.source]}
        decisions.append(tx, tuple(new.values()))
    seen = {(about.platform, about.id) for about in accounts_in(everyone(history_of(app, at=None)))}
    seen |= {(Platform(""), account) for _, account in seen}
    return LabelReport(
        accepted=len(accepted),
        unknown=sum((one.about.platform, one.about.id) not in seen for one in accepted),
        rejected=len(rejected),
        reasons=tuple(f"line {bad.line}: {bad.reason}" for bad in rejected[:20]),
    )


def learn(app: App, *, texts: Path | None, progress: Callable[[str], None]) -> FitReport:
    """Learn weights and thresholds from the decisions that hold, and keep them."""
    history = history_of(app, at=None)
    known = tuple(accounts_in(everyone(history)))
    seen = frozenset(known)
    decided = [
        Decided(about=made.about, violating=made.verdict == "violating", source=made.source, group=made.group)
        for made in decisions_at(app, known, at=None)
        if made.about in seen
    ]
    if not any(one.violating for one in decided):
        raise Missing("There is nothing to learn from: no account that is known here was decided to be violating.")
    material = gather(history, decided, known, tuple(_texts(texts)) if texts else ())
    fitted, report = fit(material, progress=progress)
    keep(fitted, app.config.fitted)
    return report


def _texts(path: Path) -> Iterator[Example]:
    """Read labelled texts, each as an account that has said one thing."""
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
            rows = csv.DictReader(lines)
            if not {"text", "label"} <= set(rows.fieldnames or ()):
                raise Invalid(f"'{path}' needs the columns 'text' and 'label' in its first line.")
            for number, row in enumerate(rows):
                if row["label"] not in VIOLATING:
                    raise Invalid(
                        f"'{path}', text {number + 1}: '{row['label']}' is no label; write violating or benign."
                    )
                about = Account(platform=Platform("texts"), id=AccountId(f"{path.name}:{number}"))
                yield Example(voice=hear(about, (("text", row["text"] or ""),)), violating=VIOLATING[row["label"]])
    except FileNotFoundError:
        raise Missing(f"There is no file '{path}'.") from None
    except (OSError, csv.Error) as error:
        raise Invalid(f"'{path}' cannot be read: {error}.") from None
