"""How alike two accounts write, in bits: measured against how alike strangers write.

A similarity by itself says little: everybody resembles somebody who writes much. So each is measured twice, against
what the newcomer has with all the bank and against what the bank's account has with others of the bank (adaptive
symmetric normalisation, Matejka et al. 2017, as in speaker recognition), and the four measures are weighed together,
since they depend on each other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import log

import numpy as np
from numpy.typing import NDArray

from cautery.suspicion.operators.channels import WritingWeights
from cautery.suspicion.operators.habits import (
    Points,
    UsualHabits,
    habit_points,
    hour_points,
    learn_usual,
    length_points,
)
from cautery.suspicion.operators.style import StyleReader, learn_style

MEASURES = ("style", "lengths", "habits", "hours")
COHORT = 400
"""Strangers against which the bank is measured: the platform's other accounts, then the bank's own."""
SPREAD = {"style": 0.1, "lengths": 0.4, "habits": 0.4, "hours": 0.4}
"""Spread of strangers' similarities around 0 where the bank is too small to say; it counts as `FEW` accounts."""
FEW = 10
FEWEST_TEXTS = 3
"""Distinct texts of its own that each of two accounts must have before their writing is compared."""

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountWriting:
    """What an account wrote itself, and when it was there."""

    texts: Sequence[str]
    times: Sequence[datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Writers:
    """The bank's accounts as points, and how alike each is to strangers."""

    reader: StyleReader | None
    usual: UsualHabits
    points: Mapping[str, Points]
    strangers: Mapping[str, tuple[NDArray[np.float32], NDArray[np.float32]]]
    """Per measure: mean and spread of each account's similarities with a cohort of strangers."""
    texts: NDArray[np.int64]
    """How many own texts each has."""


def learn_writers(bank: Sequence[AccountWriting], strangers: Sequence[AccountWriting], *, seed: int) -> Writers:
    """Read the bank's accounts, and learn what strangers have in common with them."""
    texts = [writing.texts for writing in bank]
    reader = learn_style(texts, seed=seed)
    usual = learn_usual(texts, [writing.times for writing in bank])
    points = _points(bank, reader, usual)
    cohort = _points(strangers, reader, usual) if strangers else {name: own[:0] for name, own in points.items()}
    drawn = np.random.default_rng(seed).permutation(len(bank))
    against = {}
    for name, own in points.items():
        others = cohort[name][cohort[name].any(axis=1)][:COHORT]
        known = drawn[own[drawn].any(axis=1)][: COHORT - len(others)]
        similar = own @ np.concatenate([others, own[known]]).T
        similar[known, len(others) + np.arange(len(known))] = np.nan
        against[name] = _usual(name, similar)
    return Writers(
        reader=reader,
        usual=usual,
        points=points,
        strangers=against,
        texts=np.array([len(text) for text in texts], dtype=np.int64),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class WritingSimilarity:
    """How alike some accounts write to each account of the bank: (accounts, bank)."""

    above: Mapping[str, Scores]
    """Per measure: standard deviations above strangers; 0 where nothing is known."""
    bits: Scores
    """All measures together."""
    texts: NDArray[np.int64]
    """How many own texts each of them has."""
    bank_texts: NDArray[np.int64]


def compare_writing(some: Sequence[AccountWriting], writers: Writers, weights: WritingWeights) -> WritingSimilarity:
    """Compare some accounts with every account of the bank."""
    points = _points(some, writers.reader, writers.usual)
    above = {name: _above(name, points[name], writers) for name in MEASURES}
    posts = np.array([[len(writing.texts)] for writing in some])
    share = posts / (posts + weights.posts_for_half)
    together = share * sum((getattr(weights, name) * above[name] for name in MEASURES), start=np.zeros(()))
    bits = (together - weights.offset * share**2) / log(2)
    both = (posts >= FEWEST_TEXTS) & (writers.texts >= FEWEST_TEXTS)
    return WritingSimilarity(
        above=above,
        bits=np.where(both, np.minimum(bits, weights.most_bits), 0.0),
        texts=posts[:, 0],
        bank_texts=writers.texts,
    )


def _above(name: str, points: Points, writers: Writers) -> Scores:
    bank = writers.points[name]
    known: NDArray[np.bool_] = np.asarray(bank.any(axis=1))
    similar = (points @ bank.T).astype(np.float64)
    mean, spread = (side[:, None] for side in _usual(name, similar[:, known]))
    their_mean, their_spread = writers.strangers[name]
    both = ((similar - mean) / spread + (similar - their_mean) / their_spread) / 2
    return np.where(known & np.asarray(points.any(axis=1))[:, None], both, 0.0)


def _usual(name: str, similar: NDArray[np.floating]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Mean and spread of rows of similarities, drawn towards what is usual where they are few; NaN is left out."""
    count = np.isfinite(similar).sum(axis=1)
    total = np.nansum(similar, axis=1)
    mean = total / (count + FEW)
    squares = np.nansum((similar - mean[:, None]) ** 2, axis=1)
    spread = np.sqrt((squares + FEW * SPREAD[name] ** 2) / (count + FEW))
    return mean.astype(np.float32), spread.astype(np.float32)


def _points(accounts: Sequence[AccountWriting], reader: StyleReader | None, usual: UsualHabits) -> dict[str, Points]:
    texts = [account.texts for account in accounts]
    return {
        "style": reader.read(texts) if reader else np.zeros((len(texts), 1), dtype=np.float32),
        "lengths": length_points(texts, usual),
        "habits": habit_points(texts, usual),
        "hours": hour_points([account.times for account in accounts], usual),
    }
