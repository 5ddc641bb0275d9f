"""How well accounts are told apart, and whom it would wrong."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.metrics import average_precision_score, precision_recall_curve, roc_auc_score

Scores = Sequence[tuple[float, bool]]
"""(chance, whether the account was violating)"""
FLAGGED = 0.5
"""The chance at and above which an account counts as named, for false positives."""
BINS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldOutSource:
    """How well a source is judged by what was learnt without it; figures are null with a reason where they would be empty."""

    source: str
    roc_auc: float | None
    pr_auc: float | None
    recall_at_precision: Mapping[str, float] | None
    calibration_error: float | None
    false_positives: Mapping[str, float] | None
    """Share of benign accounts at or above a chance of one half, by source, group:... and language:..."""
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredAccount:
    """An account that was not learnt from, the chance that it was given, and what people decided."""

    chance: float
    violating: bool
    source: str
    group: str | None
    language: str


def judge(source: str, judged: Sequence[ScoredAccount]) -> HeldOutSource:
    """Say how well a source was judged; there must be violating and benign accounts among them."""
    scores = [(account.chance, account.violating) for account in judged]
    return HeldOutSource(
        source=source,
        roc_auc=roc_auc(scores),
        pr_auc=pr_auc(scores),
        recall_at_precision={"0.95": recall_at(scores, precision=0.95), "0.99": recall_at(scores, precision=0.99)},
        calibration_error=calibration_error(scores),
        false_positives=false_positives(judged),
        reason=None,
    )


def roc_auc(scores: Scores) -> float:
    """Give the chance that a violating account is ranked above a benign one."""
    return float(roc_auc_score([violating for _, violating in scores], [chance for chance, _ in scores]))


def pr_auc(scores: Scores) -> float:
    """Give the average precision over the ranking."""
    return float(average_precision_score([violating for _, violating in scores], [chance for chance, _ in scores]))


def recall_at(scores: Scores, *, precision: float) -> float:
    """Give the largest share of violating accounts that can be named at a precision."""
    precisions, recalls, _ = precision_recall_curve([v for _, v in scores], [chance for chance, _ in scores])
    return float(max((recall for p, recall in zip(precisions, recalls, strict=True) if p >= precision), default=0.0))


def threshold_at(scores: Scores, *, precision: float) -> float | None:
    """Give the smallest chance at and above which a precision holds; None when it never does."""
    precisions, _, chances = precision_recall_curve([v for _, v in scores], [chance for chance, _ in scores])
    return next((float(chance) for p, chance in zip(precisions[:-1], chances, strict=True) if p >= precision), None)


def calibration_error(scores: Scores, *, above: float = 0.1) -> float | None:
    """Give the mean distance of shown chances from the shares that hold, over bins of equal mass; None when nobody is above.

    The expected calibration error of Naeini et al. 2015, over accounts with a chance above `above`.
    """
    shown = sorted((chance, violating) for chance, violating in scores if chance > above)
    if not shown:
        return None
    bins = [part for part in np.array_split(np.array(shown, dtype=float), min(BINS, len(shown))) if len(part)]
    return float(sum(abs(part[:, 0].mean() - part[:, 1].mean()) * len(part) for part in bins) / len(shown))


def false_positives(judged: Iterable[ScoredAccount]) -> Mapping[str, float]:
    """Give the share of benign accounts that would be named, by source, protected group and language."""
    named: dict[str, list[bool]] = {}
    for account in judged:
        if not account.violating:
            cohorts = [
                account.source,
                f"language:{account.language}",
                *([f"group:{account.group}"] if account.group else []),
            ]
            for cohort in cohorts:
                named.setdefault(cohort, []).append(account.chance >= FLAGGED)
    return {cohort: sum(flags) / len(flags) for cohort, flags in sorted(named.items())}


def nothing_to_say(source: str, reason: str) -> HeldOutSource:
    """Give empty figures, and why they are."""
    return HeldOutSource(
        source=source,
        roc_auc=None,
        pr_auc=None,
        recall_at_precision=None,
        calibration_error=None,
        false_positives=None,
        reason=reason,
    )
