"""Plays a society: day by day accounts are opened, speak, are found, judged and closed, and their hands come back."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from cautery.simulator.society.columns import Columns
from cautery.simulator.society.dice import Floats, Integers, shares
from cautery.simulator.society.judging import (
    CASE,
    DECISION,
    Span,
    appeals,
    chances,
    first_seen,
    open_cases,
    review,
)
from cautery.simulator.society.leaving import RETURN, close, come_back
from cautery.simulator.society.opening import (
    NEVER,
    new_accounts,
    open_bystanders,
    open_incarnations,
)
from cautery.simulator.society.pressure import Pressure, SimulatedTakedown
from cautery.simulator.society.priors import DETECTORS, VIOLATING, Priors
from cautery.simulator.society.setting import Hands, SocietySize, draw_bystanders, draw_hands
from cautery.simulator.society.speaking import SocietyPosts, silence, speak

PARTS = 4
"""Parts of a day, after each of which whoever was closed may have come back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayedHistory:
    """What happened, and to whom: complete, as only the simulation knows it. Times are days from the beginning."""

    size: SocietySize
    pressure: Pressure
    priors: Priors
    seed: int
    accounts: Columns
    hands: Hands
    decisions: Columns
    said: SocietyPosts


def play(
    size: SocietySize,
    pressure: Pressure,
    *,
    seed: int,
    priors: Priors | None = None,
    speaking: bool = True,
    progress: Callable[[], None] = lambda: None,
) -> PlayedHistory:
    """Let a society live; the same seed lives the same life, and without a takedown the same life but for the takedown.

    Args:
        speaking: False leaves out what is said, where only lives are asked for.
        progress: called after each day.
    """
    stage = _Stage(size, pressure, priors or Priors(), seed=seed, room=size.days if speaking else 0)
    for day in range(size.days):
        stage.live(day)
        if speaking:
            speak(day, stage.accounts, stage.hands, stage.said, priors=stage.priors, seed=seed)
        progress()
    return PlayedHistory(
        size=size,
        pressure=pressure,
        priors=stage.priors,
        seed=seed,
        accounts=stage.accounts,
        hands=stage.hands,
        decisions=stage.decisions,
        said=stage.said,
    )


def otherwise(played: PlayedHistory) -> PlayedHistory:
    """Replay the same seed without its takedowns: what would have become of everybody."""
    pressure = replace(played.pressure, takedowns=())
    return play(played.size, pressure, seed=played.seed, priors=played.priors, speaking=len(played.said.reach) > 0)


class _Stage:
    """What changes while a society lives."""

    def __init__(self, size: SocietySize, pressure: Pressure, priors: Priors, *, seed: int, room: int) -> None:
        self.pressure, self.priors, self.seed = pressure, priors, seed
        self.hands, self.slots = draw_hands(size, priors, seed=seed)
        self.accounts = new_accounts(size.bystanders + 2 * len(self.slots.hand))
        self.waiting, self.decisions, self.coming = Columns(CASE), Columns(DECISION), Columns(RETURN)
        open_bystanders(draw_bystanders(size, priors, seed=seed), self.accounts, priors)
        first, slots = self.slots.begins, np.arange(len(self.slots.begins))
        self.coming.add(slot=slots, incarnation=slots * 0 + 1, born=first, active=first, opened=slots < 0)
        self.said = silence((size.bystanders + len(slots)) * room)

    def live(self, day: int) -> None:
        """Let a day pass, a part after the other."""
        for part in range(PARTS):
            span = Span(since=day + part / PARTS, until=day + (part + 1) / PARTS)
            self._open(span)
            self._leave(span)
            self._judge(span)
            self._stop_unattended(span)
            for nth, takedown in enumerate(self.pressure.takedowns):
                if span.since <= takedown.day + 0.5 < span.until:
                    self._take_down(nth, takedown)
            self._open(span)

    def _open(self, span: Span) -> None:
        due = np.flatnonzero(~self.coming["opened"] & (self.coming["active"] < span.until))
        if not len(due):
            return
        self.coming["opened"][due] = True
        slot, incarnation, born, active = (self.coming[name][due] for name in ("slot", "incarnation", "born", "active"))
        open_incarnations(
            slot,
            incarnation,
            born,
            active,
            hands=self.hands,
            table=self.slots,
            accounts=self.accounts,
            priors=self.priors,
            seed=self.seed,
        )

    def _leave(self, span: Span) -> None:
        """Accounts are given up, closed by the platform by itself, and restored."""
        up = self.accounts["closed"] == NEVER
        quits, noticed = self.accounts["quits"], self.accounts["noticed"]
        given_up = np.flatnonzero(up & (quits < span.until) & (quits <= noticed))
        close(given_up, quits[given_up], self.accounts, by="owner")
        found = np.flatnonzero(up & (noticed < span.until) & (noticed < quits))
        self._close(found, noticed[found], by="platform")
        back = np.flatnonzero((self.decisions["reversed"] >= span.since) & (self.decisions["reversed"] < span.until))
        rows = self.decisions["row"][back]
        self.accounts["away_from"][rows] = self.accounts["closed"][rows]
        self.accounts["away_to"][rows] = self.decisions["reversed"][back]
        self.accounts["closed"][rows] = NEVER
        self.accounts["closed_by"][rows] = 0

    def _judge(self, span: Span) -> None:
        cases = open_cases(self.accounts, self.pressure, span)
        self.waiting.add(**{name: cases[name] for name in cases.names()})
        made = review(self.waiting, self.accounts, self.pressure, self.priors, span)
        self.decisions.add(**{name: made[name] for name in made.names()})
        suspended = made["measure"] == 1
        self._close(made["row"][suspended], made["at"][suspended], by="us")

    def _stop_unattended(self, span: Span) -> None:
        if self.pressure.unattended:
            seen = np.maximum(first_seen(self.accounts, self.pressure.unattended), self.pressure.begins)
            rows = np.flatnonzero((self.accounts["closed"] == NEVER) & (seen < span.until))
            self._close(rows, seen[rows], by="us")

    def _take_down(self, nth: int, takedown: SimulatedTakedown) -> None:
        """Close a cause's known accounts within hours."""
        at, known = takedown.day + 0.5, first_seen(self.accounts, DETECTORS)
        theirs = (self.accounts["group"] == VIOLATING) & (self.accounts["cause"] == takedown.cause)
        rows = np.flatnonzero(theirs & (self.accounts["closed"] == NEVER) & (known < at))
        keys = self.accounts["key"][rows]
        chosen = shares(keys, f"in takedown {nth}") < takedown.share
        rows, keys = rows[chosen], keys[chosen]
        times = at + 0.1 * shares(keys, f"when in takedown {nth}")
        self.accounts["takedown"][rows] = nth
        self.decisions.add(
            row=rows,
            measure=np.ones(len(rows)),
            opened=known[rows],
            at=times,
            chance=chances(rows, self.accounts),
            takedown=np.full(len(rows), nth),
            looks=np.ones(len(rows)),
            **appeals(rows, times, rows >= 0, accounts=self.accounts, error=self.pressure.error, priors=self.priors),
        )
        self._close(rows, times, by="us")

    def _close(self, rows: Integers, at: Floats, *, by: str) -> None:
        if not len(rows):
            return
        close(rows, at, self.accounts, by=by)
        back = come_back(rows, self.accounts, self.hands, self.priors)
        self.coming.add(**{name: back[name] for name in back.names()})
