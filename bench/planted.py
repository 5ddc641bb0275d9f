"""A platform's actions with planted campaigns, and ten organic groups for each: fans, newsrooms, congregations, protests.

Written without a look at how networks are found. Accounts have interests and heavy-tailed activity; things have heavy-tailed
audiences that gather over hours and days. Everybody in a group, planted or organic, lives an ordinary life beside it, so a
campaign's accounts are camouflaged in full. Columns only: account, thing, at, source (-1: none is visible).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Kind = Literal["campaign", "fans", "newsroom", "congregation", "protest"]
ORGANIC: Sequence[Kind] = ("fans", "newsroom", "congregation", "protest")
HOUR_S, DAY_S = 3600, 86_400
BEGIN_S = 1_577_836_800
"""2020-01-01: where the invented month begins."""
AWAKE = np.array([1, 1, 1, 1, 1, 2, 4, 6, 7, 7, 7, 7, 8, 8, 7, 7, 7, 8, 9, 10, 10, 8, 5, 2], dtype=float)
"""How much people do by hour of the day."""
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How much of what is made."""

    accounts: int
    actions: int
    days: int = 30
    sizes: Sequence[int] = (20, 50, 100)
    participations: Sequence[float] = (0.1, 0.2, 0.3)
    each: int = 5
    """Campaigns of each size and participation."""
    coactions: int = 30
    """Campaign actions of each of its accounts."""
    jitter_s: int = HOUR_S
    organic: int = 10
    """Organic groups for each campaign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Accounts that were made to act together, or that do so of their own accord."""

    kind: Kind
    members: Integers
    participation: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Actions:
    """Who did something to what, when, and whose thing it was."""

    account: Integers
    thing: Integers
    at: Integers
    source: Integers


class Planted:
    """The platform: its groups, and its actions day by day."""

    def __init__(self, plan: Plan, *, seed: int) -> None:
        self.plan = plan
        self._rng = np.random.default_rng(seed)
        self._activity = np.cumsum(self._rng.lognormal(0.0, 1.3, plan.accounts))
        self._topics = max(4, plan.accounts // 5000)
        self._things = 0
        self.groups: list[Group] = []
        made: list[Actions] = []
        for size in plan.sizes:
            for participation in plan.participations:
                for _ in range(plan.each):
                    made.append(self._campaign(size, participation))
                    made += [self._organic() for _ in range(plan.organic)]
        self._of_groups = joined(made)

    def days(self) -> Iterator[Actions]:
        """Give one day's actions after another, in no order within a day."""
        late = joined([])
        each = max(1, (self.plan.actions - self._of_groups.at.size) // self.plan.days)
        for day in range(self.plan.days):
            since, until = BEGIN_S + day * DAY_S, BEGIN_S + (day + 1) * DAY_S
            ours = (self._of_groups.at >= since) & (self._of_groups.at < until)
            whole = joined([late, self._ordinary(since, each), _kept(self._of_groups, ours)])
            late = _kept(whole, whole.at >= until)
            yield _kept(whole, whole.at < until)

    def _ordinary(self, since: int, many: int) -> Actions:
        """Let things of all topics find their audiences: sizes and delays are heavy-tailed."""
        rng = self._rng
        sizes = np.minimum(rng.pareto(1.1, many // 3) + 1, 20_000).astype(np.int64)
        sizes = sizes[: max(1, int(np.searchsorted(np.cumsum(sizes), many)))]
        born = since + self._moments(sizes.size)
        thing = np.repeat(self._new(sizes.size), sizes)
        topic = np.repeat(rng.integers(0, self._topics, sizes.size), sizes)
        source = np.repeat(rng.zipf(1.3, sizes.size) % 1_000_000, sizes)
        delay = rng.lognormal(np.log(1.5 * HOUR_S), 1.6, thing.size)
        return Actions(
            account=self._interested(topic), thing=thing, at=np.repeat(born, sizes) + _capped(delay), source=source
        )

    def _campaign(self, size: int, participation: float) -> Actions:
        """Draw tasks at all hours of a working day on unrelated things, a third of them things that others act on too."""
        rng = self._rng
        members = self._people(size)
        self.groups.append(Group(kind="campaign", members=members, participation=participation))
        tasks = round(self.plan.coactions / participation)
        begin = BEGIN_S + rng.integers(0, self.plan.days, tasks) * DAY_S + rng.integers(8, 22, tasks) * HOUR_S
        begin += rng.integers(0, HOUR_S, tasks)
        things, source = self._new(tasks), rng.integers(2_000_000, 2_000_400, tasks)
        took = rng.random((tasks, size)) < participation
        task, who = np.nonzero(took)
        acts = Actions(
            account=members[who],
            thing=things[task],
            at=begin[task] + rng.integers(0, self.plan.jitter_s, task.size),
            source=source[task],
        )
        around = self._bystanders(things[rng.random(tasks) < 0.33], begin, things, source)
        return joined([acts, around])

    def _bystanders(self, popular: Integers, begin: Integers, things: Integers, source: Integers) -> Actions:
        """Let ordinary people act on some of a campaign's things: they stand at its edge."""
        rng = self._rng
        at = np.repeat(np.searchsorted(things, popular), rng.integers(2, 20, popular.size))
        delay = _capped(rng.lognormal(np.log(1.5 * HOUR_S), 1.6, at.size))
        return Actions(account=self._anyone(at.size), thing=things[at], at=begin[at] + delay, source=source[at])

    def _organic(self) -> Actions:
        kind = ORGANIC[int(self._rng.integers(len(ORGANIC)))]
        return {"fans": self._fans, "newsroom": self._newsroom, "congregation": self._congregation}.get(
            kind, self._protest
        )()

    def _fans(self) -> Actions:
        """React to one to five idols, several times a day, within minutes or days, some far more than others."""
        rng = self._rng
        members, idols = self._people(int(rng.integers(20, 200))), int(rng.integers(1, 6))
        posts = rng.integers(2, 7) * self.plan.days
        born = BEGIN_S + rng.integers(0, self.plan.days, posts) * DAY_S + self._moments(posts)
        eager = rng.beta(1.2, 6.0, members.size)
        source = 3_000_000 + len(self.groups) * 10 + rng.integers(0, idols, posts)
        return self._react(
            "fans",
            members,
            eager,
            born,
            source=source,
            median_s=rng.uniform(0.5, 2.0) * HOUR_S,
            spread=1.5,
            outside=1.0,
        )

    def _newsroom(self) -> Actions:
        """Report a few events, most desks within the hour, story after story; the public takes it up later."""
        rng = self._rng
        members, events = self._people(int(rng.integers(20, 60))), int(rng.integers(2, 7))
        stories = rng.integers(5, 20, events)
        event = BEGIN_S + rng.integers(0, self.plan.days, events) * DAY_S + self._moments(events)
        born = np.repeat(event, stories) + rng.integers(0, 8 * HOUR_S, stories.sum())
        return self._react(
            "newsroom",
            members,
            rng.beta(3.0, 5.0, members.size),
            born,
            source=np.full(born.size, -1),
            median_s=20 * 60,
            spread=0.7,
            outside=2.0,
        )

    def _congregation(self) -> Actions:
        """Share what was said, day by day or week by week, at the hours of the service and soon after."""
        rng = self._rng
        members, every = self._people(int(rng.integers(20, 150))), int(rng.choice([1, 7]))
        days = np.arange(int(rng.integers(0, every)), self.plan.days, every)
        hours = rng.choice(np.arange(6, 22), int(rng.integers(1, 3)), replace=False)
        service = (BEGIN_S + days[:, None] * DAY_S + hours[None, :] * HOUR_S).ravel()
        born = np.repeat(service, 3) + rng.integers(0, HOUR_S // 2, service.size * 3)
        source = np.full(born.size, 4_000_000 + len(self.groups) if rng.random() < 0.5 else -1)
        eager = rng.beta(2.0, 8.0, members.size)
        return self._react(
            "congregation", members, eager, born, source=source, median_s=25 * 60, spread=0.8, outside=0.1
        )

    def _protest(self) -> Actions:
        """Share a hundred things over one to three days, hundreds of people, each some of them."""
        rng = self._rng
        members, days = self._people(int(rng.integers(100, 600))), int(rng.integers(1, 4))
        begin = BEGIN_S + int(rng.integers(0, max(1, self.plan.days - days))) * DAY_S
        born = begin + rng.integers(0, days, 80) * DAY_S + rng.integers(10, 23, 80) * HOUR_S
        return self._react(
            "protest",
            members,
            rng.beta(1.0, 12.0, members.size),
            born,
            source=rng.integers(5_000_000, 5_000_030, born.size),
            median_s=45 * 60,
            spread=1.0,
            outside=0.5,
        )

    def _react(
        self,
        kind: Kind,
        members: Integers,
        eager: NDArray[np.float64],
        born: Integers,
        *,
        source: Integers,
        median_s: float,
        spread: float,
        outside: float,
    ) -> Actions:
        """Let each member act on each thing with its own eagerness, after a delay; others outside join in, later."""
        rng = self._rng
        self.groups.append(Group(kind=kind, members=members, participation=float(eager.mean())))
        things = self._new(born.size)
        post, who = np.nonzero(rng.random((born.size, members.size)) < eager)
        inside = Actions(
            account=members[who],
            thing=things[post],
            at=born[post] + _capped(rng.lognormal(np.log(median_s), spread, post.size)),
            source=source[post],
        )
        crowd = rng.choice(born.size, int(outside * post.size)) if post.size else post
        late = _capped(rng.lognormal(np.log(4 * median_s), 1.4, crowd.size))
        others = Actions(
            account=self._anyone(crowd.size), thing=things[crowd], at=born[crowd] + late, source=source[crowd]
        )
        return joined([inside, others])

    def _people(self, many: int) -> Integers:
        """Draw accounts, whoever they are, once each."""
        return np.asarray(self._rng.choice(self.plan.accounts, many, replace=False, shuffle=False), dtype=np.int64)

    def _anyone(self, many: int) -> Integers:
        """Draw accounts, whoever they are, some more than once."""
        return self._rng.integers(0, self.plan.accounts, many)

    def _interested(self, topic: Integers) -> Integers:
        """Draw accounts by activity, seven in ten from those who care for the topic."""
        whole = self._activity[-1]
        width = self.plan.accounts / self._topics
        edges = np.minimum((np.arange(self._topics + 1) * width).astype(np.int64), self.plan.accounts)
        low = np.concatenate(([0.0], self._activity))[edges[topic]]
        high = np.concatenate(([0.0], self._activity))[edges[topic + 1]]
        cares, draw = self._rng.random(topic.size) < 0.7, self._rng.random(topic.size)
        aim = np.where(cares, low + draw * (high - low), draw * whole)
        return np.minimum(np.searchsorted(self._activity, aim), self.plan.accounts - 1)

    def _moments(self, many: int) -> Integers:
        """Draw moments of a day, by when people are awake."""
        hours = self._rng.choice(24, many, p=AWAKE / AWAKE.sum())
        return np.asarray(hours * HOUR_S + self._rng.integers(0, HOUR_S, many), dtype=np.int64)

    def _new(self, many: int) -> Integers:
        self._things += many
        return np.arange(self._things - many, self._things, dtype=np.int64)


def joined(parts: Sequence[Actions]) -> Actions:
    """Put actions together."""
    none = np.zeros(0, dtype=np.int64)
    account, thing, at, source = (
        np.concatenate([none, *(getattr(part, name) for part in parts)])
        for name in ("account", "thing", "at", "source")
    )
    return Actions(account=account, thing=thing, at=at, source=source)


def _kept(actions: Actions, which: NDArray[np.bool_]) -> Actions:
    return Actions(
        account=actions.account[which], thing=actions.thing[which], at=actions.at[which], source=actions.source[which]
    )


def _capped(delay_s: NDArray[np.float64]) -> Integers:
    """Nobody acts later than ten days."""
    return np.minimum(delay_s, 10 * DAY_S).astype(np.int64)
