"""How posts look and when they come, as points: lengths, small habits, and hours. Points of one hand lie near each other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float32]
"""(accounts, dimensions), each of length one; all zero where nothing is known."""
Rates = NDArray[np.float64]

USUAL_POSTS = 5
"""What is usual counts as so many posts of an account."""
LENGTHS, HOURS = 21, 24

HABITS: tuple[Callable[[str], bool], ...] = (
    lambda text: "http" in text,
    lambda text: "#" in text,
    lambda text: "@" in text,
    lambda text: any("\U0001f300" <= letter <= "\U0001faff" or "\u2600" <= letter <= "\u27bf" for letter in text),
    lambda text: text.endswith("."),
    lambda text: "!" in text,
    lambda text: "?" in text or "؟" in text,
    lambda text: text.isupper(),
    lambda text: '"' in text or "“" in text or "«" in text,
    lambda text: text[:1].islower(),
    lambda text: "…" in text or "..." in text,
    lambda text: "\n" in text,
    lambda text: "," in text or "،" in text,
    lambda text: "'" in text,
    lambda text: "’" in text,
    lambda text: text.startswith("@"),
)
"""What a post does or does not do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualHabits:
    """What is usual on the platform: what an account is measured by, and taken to do as long as it has shown little."""

    rates: Rates
    """Share of posts that show each habit."""
    lengths: Rates
    hours: Rates


def learn_usual(texts: Sequence[Sequence[str]], times: Sequence[Sequence[datetime]]) -> UsualHabits:
    """Learn from the bank's accounts, each of which counts once."""
    rates = np.array([_shown(one) / len(one) for one in texts if one]).reshape(-1, len(HABITS))
    lengths = np.array([_lengths(one) / len(one) for one in texts if one]).reshape(-1, LENGTHS)
    hours = np.array([_hours(time) / len(time) for time in times if time]).reshape(-1, HOURS)
    return UsualHabits(
        rates=np.clip((rates.sum(axis=0) + 0.5) / (len(rates) + 1), 0.01, 0.99),
        lengths=(lengths.sum(axis=0) + 1 / LENGTHS) / (len(lengths) + 1),
        hours=(hours.sum(axis=0) + 1 / HOURS) / (len(hours) + 1),
    )


def habit_points(accounts: Sequence[Sequence[str]], usual: UsualHabits) -> Points:
    """Give how far from usual each account is in each habit: the log odds of its share of posts, less the usual ones."""
    drawn = [(_shown(account) + USUAL_POSTS * usual.rates) / (len(account) + USUAL_POSTS) for account in accounts]
    rates = np.array(drawn).reshape(-1, len(HABITS))
    return _unit(np.log(rates / (1 - rates)) - np.log(usual.rates / (1 - usual.rates)))


def length_points(accounts: Sequence[Sequence[str]], usual: UsualHabits) -> Points:
    """Give how each account's posts spread over lengths, in half octaves of letters, against what is usual."""
    return _spread([_lengths(account) for account in accounts], usual.lengths)


def hour_points(accounts: Sequence[Sequence[datetime]], usual: UsualHabits) -> Points:
    """Give how each account's posts spread over the hours of the day, against what is usual."""
    return _spread([_hours(account) for account in accounts], usual.hours)


def _shown(texts: Sequence[str]) -> Rates:
    return np.array([sum(map(does, texts)) for does in HABITS], dtype=np.float64)


def _lengths(texts: Sequence[str]) -> Rates:
    octaves = [min(LENGTHS - 1, int(2 * np.log2(len(text) + 1))) for text in texts]
    return np.bincount(np.array(octaves, dtype=np.int64), minlength=LENGTHS).astype(np.float64)


def _hours(times: Sequence[datetime]) -> Rates:
    """Count by hours, each half in its own and a quarter in either neighbour."""
    counts = np.bincount(np.array([at.hour for at in times], dtype=np.int64), minlength=HOURS)
    return np.asarray(0.5 * counts + 0.25 * (np.roll(counts, 1) + np.roll(counts, -1)))


def _spread(counts: Sequence[Rates], usual: Rates) -> Points:
    """Square roots of shares, whose products are the overlap of two distributions (Hellinger affinity), less the usual."""
    shares = np.array([(count + USUAL_POSTS * usual) / (count.sum() + USUAL_POSTS) for count in counts]).reshape(
        -1, len(usual)
    )
    return _unit(np.sqrt(shares) - np.sqrt(usual))


def _unit(points: NDArray[np.float64]) -> Points:
    lengths = np.linalg.norm(points, axis=1, keepdims=True)
    return np.asarray(np.where(lengths > 1e-6, points / np.maximum(lengths, 1e-6), 0.0), dtype=np.float32)
