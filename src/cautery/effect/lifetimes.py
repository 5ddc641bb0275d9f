"""How long things last, when some ends are known only to lie between two looks and some beginnings were not seen.

Hazards on steps of time: who ended in a step, by who was at risk in it. An end between two looks is spread over the steps
between them as all others end there, again and again until nothing changes (Turnbull 1976); who was found late counts from
then on. Without such ends and late finds it is the Kaplan-Meier curve, to within a step.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cautery.effect.interval import Floats

STEPS = 120
ROUNDS, SETTLED = 300, 1e-7
SHORTEST_H = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Lives:
    """Lives in hours: from when on each was watched, when last seen alive, and by when it had ended."""

    entry: Floats
    alive: Floats
    gone: Floats
    """Infinite for who was alive when last seen."""

    def __len__(self) -> int:
        return self.entry.size


def steps_until(longest_h: float, *, marks: Sequence[float]) -> Floats:
    """Give edges of steps that grow with age, among them the marks that figures are wanted for."""
    longest = max(longest_h, *marks, 1.0)
    grown = np.geomspace(SHORTEST_H, longest, STEPS)
    kept = grown[[min(abs(np.log(edge / mark)) for mark in marks) > 0.02 for edge in grown]]
    return np.unique(np.concatenate([[0.0], kept, list(marks), [longest]]))


def lasting(lives: Lives, edges: Floats, weights: Floats) -> Floats:
    """Give the share that lasts longer than each edge, for each row of weights."""
    known = _Known(lives, edges)
    between = _Between(lives, edges)
    events, at_risk = weights[:, known.rows] @ known.events, weights[:, known.rows] @ known.at_risk
    if not between.rows.size:
        return _survive(events, at_risk)
    spans = weights[:, between.rows] @ between.of_row
    waiting = weights[:, between.rows] @ between.not_yet
    ends = np.repeat(between.spans.mean(axis=0, keepdims=True), len(weights), axis=0)
    curve = np.ones((len(weights), edges.size))
    for _ in range(ROUNDS):
        inside = np.maximum(ends @ between.spans.T, 1e-300)
        spread = ((spans / inside) @ between.spans) * ends
        later = np.cumsum(spread[:, ::-1], axis=1)[:, ::-1] - spread
        before, curve = curve, _survive(events + spread, at_risk + later + spread - waiting)
        if np.abs(curve - before).max() < SETTLED:
            break
        ends = curve[:, :-1] - curve[:, 1:]
    return curve


def age_when(curve: Floats, edges: Floats, share: float) -> float:
    """Give the age at which a falling curve passes a share; not a number when it never does."""
    below = np.flatnonzero(curve <= share)
    if not below.size:
        return float("nan")
    place = int(below[0])
    if place == 0 or curve[place - 1] == curve[place]:
        return float(edges[place])
    part = (curve[place - 1] - share) / (curve[place - 1] - curve[place])
    return float(edges[place - 1] + part * (edges[place] - edges[place - 1]))


class _Known:
    """Those whose end is known, or has not come."""

    def __init__(self, lives: Lives, edges: Floats) -> None:
        ended = lives.gone <= lives.alive
        self.rows: NDArray[np.int64] = np.flatnonzero(ended | np.isinf(lives.gone))
        entry, until = lives.entry[self.rows], lives.alive[self.rows]
        self.at_risk = _part(entry, until, edges)
        self.events = np.zeros_like(self.at_risk)
        dead = np.flatnonzero(ended[self.rows])
        place = np.clip(np.searchsorted(edges, until[dead], side="left") - 1, 0, edges.size - 2)
        self.events[dead, place] = 1.0
        # Whoever ends in a step was at risk in all of it: were it only until the end, nothing could end all at once.
        whole = _part(entry[dead], np.maximum(until[dead], edges[place + 1]), edges)
        self.at_risk[dead] = np.maximum(self.at_risk[dead], whole)


class _Between:
    """Those who ended between two looks: the different pairs of looks, and whose they are."""

    def __init__(self, lives: Lives, edges: Floats) -> None:
        self.rows: NDArray[np.int64] = np.flatnonzero((lives.gone > lives.alive) & np.isfinite(lives.gone))
        low, high = _near(lives.alive[self.rows], edges), _near(lives.gone[self.rows], edges)
        low = np.minimum(low, edges.size - 2)
        high = np.maximum(high, low + 1)
        pairs, whose = np.unique(np.column_stack([low, high]), axis=0, return_inverse=True)
        steps = np.arange(edges.size - 1)
        self.spans = ((steps >= pairs[:, :1]) & (steps < pairs[:, 1:])).astype(np.float64)
        self.of_row = np.eye(len(pairs))[whose.reshape(-1)]
        zero = np.zeros(self.rows.size)
        self.not_yet = _part(zero, np.minimum(lives.entry[self.rows], edges[low]), edges)


def _survive(events: Floats, at_risk: Floats) -> Floats:
    hazard = np.divide(events, at_risk, out=np.zeros_like(events), where=at_risk > 1e-9)
    lasts = np.cumprod(1.0 - np.clip(hazard, 0.0, 1.0), axis=1)
    return np.asarray(np.concatenate([np.ones((len(events), 1)), lasts], axis=1))


def _part(begin: Floats, end: Floats, edges: Floats) -> Floats:
    """Say which part of each step lies between two times."""
    inside = np.minimum(end[:, None], edges[1:]) - np.maximum(begin[:, None], edges[:-1])
    return np.asarray(np.clip(inside, 0.0, None) / np.diff(edges))


def _near(times: Floats, edges: Floats) -> NDArray[np.int64]:
    """Find the edge that is nearest to each time; beyond the last edge, the last."""
    after = np.clip(np.searchsorted(edges, times), 1, edges.size - 1)
    return np.asarray(after - (times - edges[after - 1] < edges[after] - times), dtype=np.int64)
