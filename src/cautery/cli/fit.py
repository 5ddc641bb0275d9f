"""`cautery fit`: learn from decisions, and say how well."""

from pathlib import Path
from typing import Annotated

import typer

from cautery.cli.output import HERE, AsJson, Home, emit, next_step, print_table, quiet
from cautery.translations.speech import gettext


def fit(
    texts: Annotated[Path | None, typer.Option(help="CSV file of labelled texts with columns text and label.")] = None,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Fit weights and thresholds to decisions; report accuracy with one source left out at a time."""
    from rich.console import Console

    from cautery.app import opened
    from cautery.pipeline.detection.learn import learn
    from cautery.pipeline.detection.learn_operators import learn_hands
    from cautery.suspicion.fit import FitReport

    def show(found: FitReport) -> None:
        print_table(
            (gettext("channel"), gettext("weight"), gettext("cap in bits")),
            [(c.channel, f"{c.weight:.2f}", f"{c.cap_bits:.0f}") for c in found.channels],
        )
        print_table(
            (
                gettext("left out"),
                gettext("ROC AUC"),
                gettext("PR AUC"),
                gettext("recall at 95 %"),
                gettext("at 99 %"),
                gettext("calibration error"),
                gettext("false positives"),
            ),
            [
                (one.source, one.reason or "", "", "", "", "", "")
                if one.recall_at_precision is None or one.false_positives is None
                else (
                    one.source,
                    _figure(one.roc_auc),
                    _figure(one.pr_auc),
                    _figure(one.recall_at_precision["0.95"]),
                    _figure(one.recall_at_precision["0.99"]),
                    _figure(one.calibration_error),
                    ", ".join(f"{cohort} {share:.1%}" for cohort, share in one.false_positives.items()),
                )
                for one in found.left_out
            ],
        )

    console = Console(stderr=True, quiet=quiet())
    with opened(home) as app, console.status(gettext("reading history")) as status:
        report = learn(app, texts=texts, progress=lambda what: status.update(what))
        status.update(gettext("comparing accounts with removed accounts"))
        returns = learn_hands(app)
    said = {
        "channels": report.channels,
        "calibration": report.calibration,
        "left_out": report.left_out,
        "returns": returns,
    }
    emit(said, as_json=as_json, show=lambda _: show(report))
    next_step(gettext("Next: cautery suspects"))


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
