"""Learn: weights and thresholds, from all decisions that hold."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

from cautery.app import App
from cautery.engine.accounts import accounts_in
from cautery.errors import Invalid, Missing
from cautery.model.account import Account, AccountId, Platform
from cautery.pipeline.history.decided import decisions_at
from cautery.pipeline.history.read import history_of
from cautery.suspicion.evidence import everyone
from cautery.suspicion.fit import FitReport, LabelledAccount, fit, gather
from cautery.suspicion.fitted import keep
from cautery.suspicion.learn import Example
from cautery.suspicion.voices import add_texts

VIOLATING = {"violating": True, "benign": False, "presumed_benign": False}


def learn(app: App, *, texts: Path | None, progress: Callable[[str], None]) -> FitReport:
    """Learn weights and thresholds from the decisions that hold, and keep them."""
    history = history_of(app, at=None)
    known = tuple(accounts_in(everyone(history)))
    seen = frozenset(known)
    decided = [
        LabelledAccount(about=made.about, violating=made.verdict == "violating", source=made.source, group=made.group)
        for made in decisions_at(app, known, at=None)
        if made.about in seen
    ]
    if not any(account.violating for account in decided):
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
                yield Example(voice=add_texts(about, (("text", row["text"] or ""),)), violating=VIOLATING[row["label"]])
    except FileNotFoundError:
        raise Missing(f"There is no file '{path}'.") from None
    except (OSError, csv.Error) as error:
        raise Invalid(f"'{path}' cannot be read: {error}.") from None
