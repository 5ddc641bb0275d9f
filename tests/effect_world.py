"""An invented network whose truth is known, for measuring its takedown: operators who come back, and people beside them.

Everything is drawn from one seed, and drawn alike with the takedown and without it: what would have happened is not estimated
but played. All times are in days since FIRST.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import numpy as np
import polars as pl

from cautery.effect.tables import SCHEMAS, ObservedTables, seen

FIRST = datetime(2021, 3, 1, tzinfo=UTC)
TAKEDOWN = "the big one"
LONGER = 60
"""Days that lives go on after the last look, so that it is known what would have been seen."""
HOSTS = ("paste.example", "files.example", "video.example", "handoff:kik", "handoff:telegram")
DETECTORS = ("terms", "reports", "operators", "networks")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How large a world, how it is looked at, and what is done."""

    operators: int = 80
    people: int = 120
    days: int = 120
    at: int = 60
    """The day of the takedown."""
    takes: float = 0.5
    """Share of operators that it meets."""
    acts: bool = True
    """False: the same world, in which it does not come."""
    look_hours: float = 0.0
    """How far apart an outsider's looks are; 0: ends are known exactly."""
    found_late: float = 0.0
    """Share of accounts that are found some days after they were opened, if they live so long."""


@dataclass(slots=True)
class Life:
    """One account, as it was."""

    name: str
    operator: str
    nth: int
    created: float
    ends: float
    by: str
    followers: float
    takedown: str | None = None
    daily: list[tuple[int, int, int]] = field(default_factory=list)
    """Day, followers, posts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What an observer saw, and what was."""

    seen: ObservedTables
    lives: tuple[Life, ...]
    undetected: int

    def met(self) -> frozenset[str]:
        """Name the operators that the takedown met."""
        return frozenset(life.operator for life in self.lives if life.takedown)

    def reached(self, operators: Collection[str], days: range) -> int:
        """Add up what operators reached on some days."""
        mine = (life for life in self.lives if life.operator in operators)
        return sum(followers * posts for life in mine for day, followers, posts in life.daily if day in days)


def play(seed: int, plan: Plan | None = None) -> World:
    """Let a world live."""
    asked = plan or Plan()
    lives = [life for number in range(asked.operators) for life in _hand(number, seed, asked)]
    people = [_somebody(number, seed, asked) for number in range(asked.people)]
    rng = np.random.default_rng((seed, 9))
    accounts = [row for life in lives if life.created < asked.days and (row := _watched(life, asked, rng)) is not None]
    watched = {str(row["account"]) for row in accounts}
    shown = [life for life in lives if life.name in watched]
    caught = {life.name: _caught(life, seed) for life in lives}
    frames = {
        "accounts": pl.DataFrame(
            [*accounts, *(_person_row(life, asked.days) for life in people)], schema=SCHEMAS["accounts"], orient="row"
        ),
        "reach": _reach([*shown, *people]),
        "links": _links(shown, seed),
        "ties": _ties(shown, people, seed, asked),
        "detections": _detections(shown, caught),
        "decisions": _decisions([*shown, *people], asked, rng),
    }
    return World(
        seen=seen(frames, until=FIRST + timedelta(days=asked.days)),
        lives=tuple(lives),
        undetected=sum(life.created < asked.days and not any(caught[life.name]) for life in lives),
    )


def _hand(number: int, seed: int, plan: Plan) -> Iterator[Life]:
    """Live an operator's life, one account after another."""
    rng = np.random.default_rng((seed, 1, number))
    scale, often, keen = 25 * rng.gamma(6) / 6, rng.gamma(4), rng.beta(6, 3)
    born, followers = rng.uniform(0, 0.4 * plan.days), rng.lognormal(5.5, 0.8)
    for nth in range(1, 30):
        draw = np.random.default_rng((seed, 2, number, nth))
        ends = born + scale * draw.weibull(0.8)
        taken = plan.acts and number < plan.takes * plan.operators and born < plan.at + 0.5 < ends
        ends = plan.at + 0.5 if taken else ends
        life = Life(
            name=f"v{number}.{nth}",
            operator=f"o{number}",
            nth=nth,
            created=born,
            ends=ends,
            by="us" if draw.random() < 0.7 or taken else "platform",
            followers=followers,
            takedown=TAKEDOWN if taken else None,
        )
        _fill(life, often, plan, draw)
        yield life
        delay = draw.lognormal(0.5, 1.2)
        if draw.random() > keen or ends + delay >= plan.days + LONGER:
            return
        born, followers = ends + delay, (life.daily[-1][1] if life.daily else followers) * draw.lognormal(-0.9, 0.5)


def _somebody(number: int, seed: int, plan: Plan) -> Life:
    rng = np.random.default_rng((seed, 3, number))
    wronged = rng.random() < 0.04
    ends = rng.uniform(20, plan.days) if wronged else float("inf")
    life = Life(
        name=f"p{number}",
        operator="",
        nth=1,
        created=rng.uniform(-300, 0),
        ends=ends,
        by="us",
        followers=rng.lognormal(5.5, 0.8),
    )
    _fill(life, rng.gamma(4), plan, rng)
    return life


def _fill(life: Life, often: float, plan: Plan, rng: np.random.Generator) -> None:
    """Give an account its followers and posts, day by day; all of the platform post more on some days than on others."""
    days = range(max(0, int(np.ceil(life.created))), int(min(plan.days, life.ends)))
    grown = life.followers * np.cumprod(rng.lognormal(0.0, 0.03, len(days)))
    busy = [often * (1 + 0.3 * np.sin(2 * np.pi * day / 7) + 0.5 * day / plan.days) for day in days]
    life.daily = list(zip(days, np.maximum(grown, 0).astype(int).tolist(), rng.poisson(busy).tolist(), strict=True))


def _watched(life: Life, plan: Plan, rng: np.random.Generator) -> dict[str, object] | None:
    """Say what an observer knows of an account; None of one that had gone before anybody found it."""
    late, phase = rng.exponential(4.0) * (rng.random() < plan.found_late), rng.random()
    ended, until = life.ends < plan.days, float(plan.days)
    alive = min(life.ends, until)
    gone = life.ends if ended else None
    first = life.created + late
    if plan.look_hours:
        gap = plan.look_hours / 24
        looks = lambda when, step: (np.floor(when / gap - phase) + phase + step) * gap  # noqa: E731
        first = looks(first, 1) if late else first
        alive = max(first, looks(life.ends, 0)) if ended else until
        gone = looks(life.ends, 1) if ended else None
    if first >= min(life.ends, until):
        return None
    row: dict[str, object] = {
        "account": life.name,
        "operator": life.operator,
        "incarnation": life.nth,
        "group": "violating",
    }
    times = {"created_at": life.created, "first_seen_at": first, "last_alive_at": alive, "closed_at": gone}
    return (
        row
        | _times(times)
        | {
            "first_violation_at": _time(life.created),
            "closed_by": life.by if ended else None,
            "takedown": life.takedown,
        }
    )


def _person_row(life: Life, days: float) -> dict[str, object]:
    gone = life.ends if np.isfinite(life.ends) else None
    times = {
        "created_at": life.created,
        "first_seen_at": life.created,
        "last_alive_at": gone or days,
        "closed_at": gone,
    }
    row: dict[str, object] = {"account": life.name, "operator": None, "incarnation": None, "group": "news"}
    return row | _times(times) | {"first_violation_at": None, "closed_by": "us" if gone else None, "takedown": None}


def _times(days: Mapping[str, float | None]) -> dict[str, object]:
    return {name: _time(day) for name, day in days.items()}


def _time(day: float | None) -> datetime | None:
    return None if day is None else FIRST + timedelta(days=float(day))


def _reach(lives: Sequence[Life]) -> pl.DataFrame:
    rows = [(life.name, FIRST.date() + timedelta(days=d), f, None, p) for life in lives for d, f, p in life.daily]
    return pl.DataFrame(rows, schema=SCHEMAS["reach"], orient="row")


def _links(lives: Sequence[Life], seed: int) -> pl.DataFrame:
    """Link somewhere with three posts in ten; after the first suspension twice as many links are contacts elsewhere."""
    rows = []
    tastes: dict[str, np.ndarray] = {}  # type: ignore[type-arg]
    for life in lives:
        number = int(life.operator[1:])
        rng = np.random.default_rng((seed, 4, number, life.nth))
        taste = tastes.setdefault(
            life.operator, np.random.default_rng((seed, 5, number)).dirichlet([4.0, 3.0, 2.0, 0.7, 0.7])
        )
        mix = taste * (np.array([1, 1, 1, 2, 2]) if life.nth > 1 else 1)
        for day, _, posts in life.daily:
            for host, n in zip(HOSTS, rng.multinomial(rng.binomial(posts, 0.3), mix / mix.sum()), strict=True):
                if n:
                    rows.append((life.name, FIRST.date() + timedelta(days=day), host, int(n)))
    return pl.DataFrame(rows, schema=SCHEMAS["links"], orient="row")


def _ties(lives: Sequence[Life], people: Sequence[Life], seed: int, plan: Plan) -> pl.DataFrame:
    """Be answered by one's own in three cases of four."""
    rows = []
    for life in lives:
        rng = np.random.default_rng((seed, 6, int(life.operator[1:]), life.nth))
        own = rng.beta(9, 3)
        for _ in range(int(rng.poisson(sum(posts for *_, posts in life.daily) / 8))):
            among = lives if rng.random() < own else people
            by = among[int(rng.integers(len(among)))]
            if by.operator != life.operator:
                rows.append((by.name, life.name, FIRST.date() + timedelta(days=int(rng.integers(plan.days))), 1))
    return pl.DataFrame(rows, schema=SCHEMAS["ties"], orient="row")


def _caught(life: Life, seed: int) -> list[bool]:
    """Be found by detectors; whom the operators' one finds, the networks' one finds more easily."""
    rng = np.random.default_rng((seed, 7, int(life.operator[1:]), life.nth))
    terms, reports, operators = (rng.random() < chance for chance in (0.45, 0.35, 0.4))
    return [bool(terms), bool(reports), bool(operators), bool(rng.random() < (0.55 if operators else 0.3))]


def _detections(lives: Sequence[Life], caught: Mapping[str, Sequence[bool]]) -> pl.DataFrame:
    rows = [
        (life.name, detector, _time(life.created + 0.1))
        for life in lives
        for detector, found in zip(DETECTORS, caught[life.name], strict=True)
        if found
    ]
    return pl.DataFrame(rows, schema=SCHEMAS["detections"], orient="row")


def _decisions(lives: Sequence[Life], plan: Plan, rng: np.random.Generator) -> pl.DataFrame:
    rows = []
    for life in lives:
        if life.by != "us" or life.ends >= plan.days:
            continue
        wrong = not life.operator
        appealed = rng.random() < (0.6 if wrong else 0.05)
        upheld = bool(rng.random() < (0.2 if wrong else 0.9)) if appealed else None
        back = _time(life.ends + 5) if upheld is False else None
        delay = rng.exponential(1.0)
        rows.append(
            (
                f"c.{life.name}",
                life.name,
                "suspend",
                _time(life.ends),
                back,
                appealed,
                upheld,
                _time(life.ends - delay),
                0.8,
                life.takedown,
            )
        )
    return pl.DataFrame(rows, schema=SCHEMAS["decisions"], orient="row")
