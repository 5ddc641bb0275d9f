"""Whether the simulated society is credible: published statistics beside what comes out, each with its band.

Some priors were set so that statistics marked `fitted` come out; those that are not fitted were looked at only afterwards.
A band is what a reader of the source would still call the same finding; where the source gives a range, it is that range.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from cautery.simulator.society.dice import Flags, Floats
from cautery.simulator.society.opening import BY
from cautery.simulator.society.play import PlayedHistory, play
from cautery.simulator.society.pressure import OFF, ROUTINE, SUSTAINED, Pressure, SimulatedTakedown
from cautery.simulator.society.priors import SERVICES, VIOLATING, Priors, Seeing
from cautery.simulator.society.setting import SocietySize
from cautery.simulator.society.speaking import PLACES

SETTLED_D, WATCHED_D = 600, 100
"""Days of a regime before a society is watched, and days for which it is: from mid-2015 to early 2017."""
EARLY_D, EARLY = 300, Pressure(armed=frozenset({"reports"}))
"""Days of pressure by the autumn of 2015, when accounts were found by reports (by tools a third of them, half a year later)."""
AROUND = 48
"""Innocent people for each hand, so that one in twenty accounts is of the network: a neighbourhood, not a platform."""
SEARCHED = 3
"""On Telegram in 2019, police and platform searched together: each detector looks so many times (set by the posts left)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A finding of the literature."""

    name: str
    source: str
    published: float
    low: float
    high: float
    fitted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFinding:
    """A finding beside what comes out here."""

    name: str
    source: str
    published: float
    low: float
    high: float
    fitted: bool
    here: float

    @property
    def within(self) -> bool:
        """Whether it comes out within its band."""
        return self.low <= self.here <= self.high


FINDINGS = (
    Published(
        name="suspended within 2 days",
        source="Conway et al. 2017: more than 30 %",
        published=0.30,
        low=0.25,
        high=0.38,
        fitted=True,
    ),
    Published(
        name="suspended within three months, of those found",
        source="Conway et al. 2017: 455 of 722",
        published=0.63,
        low=0.55,
        high=0.70,
        fitted=True,
    ),
    Published(
        name="suspended in the end, of those opened",
        source="Conway et al. 2017: more than 90 %, as the authors estimate",
        published=0.90,
        low=0.85,
        high=1.0,
        fitted=True,
    ),
    Published(
        name="suspended in four months, nobody pressing",
        source="Berger & Morgan 2015: 678 of 20,000",
        published=0.034,
        low=0.025,
        high=0.045,
        fitted=True,
    ),
    Published(
        name="suspended within 2 days, nobody pressing",
        source="Conway et al. 2017: less than 1 % of other jihadists",
        published=0.01,
        low=0.0,
        high=0.01,
        fitted=True,
    ),
    Published(
        name="mean followers, nobody pressing",
        source="Berger & Morgan 2015: about 1,000",
        published=1000,
        low=700,
        high=1300,
        fitted=True,
    ),
    Published(
        name="mean followers under routine pressure",
        source="Berger & Perez 2016: 300-400",
        published=350,
        low=200,
        high=500,
        fitted=True,
    ),
    Published(
        name="new accounts for each closed, the same day",
        source="Berger 2015: 2,000 for 10,000",
        published=0.20,
        low=0.12,
        high=0.30,
        fitted=True,
    ),
    Published(
        name="interactions received from accounts later suspended",
        source="Alfifi et al.: 75 %",
        published=0.75,
        low=0.65,
        high=0.85,
        fitted=True,
    ),
    Published(
        name="posts that hand off",
        source="Conway et al. 2017: 5-15 %",
        published=0.10,
        low=0.05,
        high=0.15,
        fitted=True,
    ),
    Published(
        name="closed before the first post, sign-ups looked at",
        source="Twitter 2017: 74-75 %",
        published=0.75,
        low=0.60,
        high=0.85,
        fitted=False,
    ),
    Published(
        name="lived less than 50 days, of those that ended",
        source="Alexander 2017: most",
        published=0.70,
        low=0.50,
        high=0.95,
        fitted=False,
    ),
    Published(
        name="suspensions taken back",
        source="twitter-watch 2022: 54,672 of 656,499",
        published=0.083,
        low=0.04,
        high=0.16,
        fitted=False,
    ),
    Published(
        name="ever suspended, nobody pressing",
        source="Conway et al. 2017: 163 of 451",
        published=0.36,
        low=0.24,
        high=0.48,
        fitted=False,
    ),
    Published(
        name="follower gap, nobody pressing against pressure",
        source="Conway et al. 2017: 13-fold",
        published=13,
        low=13 / 1.5,
        high=13 * 1.5,
        fitted=False,
    ),
    Published(
        name="days that a channel lives, one-off action",
        source="Europol 2018: 302",
        published=302,
        low=302 / 1.5,
        high=302 * 1.5,
        fitted=False,
    ),
    Published(
        name="days that a channel lives, sustained action",
        source="Europol 2019: 14",
        published=14,
        low=14 / 1.5,
        high=14 * 1.5,
        fitted=False,
    ),
    Published(
        name="posts after against before, one-off action",
        source="Europol 2018: -15 %",
        published=-0.15,
        low=-0.35,
        high=-0.05,
        fitted=False,
    ),
    Published(
        name="posts after against before, sustained action",
        source="Europol 2019: -95.5 %",
        published=-0.955,
        low=-1.0,
        high=-0.85,
        fitted=True,
    ),
)


def compare(
    *, operators: int = 1000, seed: int = 0, priors: Priors | None = None, progress: Callable[[], None] = lambda: None
) -> tuple[PublishedFinding, ...]:
    """Play societies under the regimes that the sources tell of, and set what comes out beside what they say."""
    priors = priors or Priors()
    found: dict[str, float] = {}
    for measure in (_lives, _quiet, _talk, _sign_ups, _struck):
        found |= measure(operators, seed, priors)
        progress()
    return tuple(
        PublishedFinding(
            name=one.name,
            source=one.source,
            published=one.published,
            low=one.low,
            high=one.high,
            fitted=one.fitted,
            here=found[one.name],
        )
        for one in FINDINGS
    )


def _lives(operators: int, seed: int, priors: Priors) -> Mapping[str, float]:
    """Routine pressure, once everybody has got used to it."""
    days = SETTLED_D + WATCHED_D
    pressed = play(
        SocietySize(operators=operators, bystanders=AROUND * operators, days=days),
        replace(ROUTINE, reviews_a_day=max(200, operators)),
        seed=seed,
        priors=priors,
        speaking=False,
    )
    of = pressed.accounts
    new = _theirs(pressed) & (of["active"] >= 100) & (of["active"] < days - 300)
    lived = np.where(_suspended(pressed), of["closed"] - of["active"], np.inf)[new]
    found = _theirs(pressed) & (of["active"] < days - 90) & (of["closed"] >= days - 90)
    ended = _theirs(pressed) & (of["closed"] < days) & (of["active"] >= 0)
    made = pressed.decisions
    suspensions = made["measure"] == 1
    quiet = play(
        SocietySize(operators=operators, bystanders=1, days=days), OFF, seed=seed, priors=priors, speaking=False
    )
    return {
        "suspended within 2 days": _share(lived <= 2),
        "suspended within three months, of those found": _share((_suspended(pressed) & (of["closed"] < days))[found]),
        "suspended in the end, of those opened": _share(lived < np.inf),
        "lived less than 50 days, of those that ended": _share((of["closed"] - of["active"])[ended] < 50),
        "suspensions taken back": _share(made["reversed"][suspensions] < np.inf),
        "mean followers, nobody pressing": float(_followers(quiet)[_up(quiet)].mean()),
        "follower gap, nobody pressing against pressure": float(
            np.median(_followers(quiet)[_watched(quiet)]) / np.median(_followers(pressed)[_watched(pressed)])
        ),
    }


def _quiet(operators: int, seed: int, priors: Priors) -> Mapping[str, float]:
    """Nobody presses, for more than three years; and the first months of pressure, as in 2015."""
    early = play(
        SocietySize(operators=operators, bystanders=1, days=EARLY_D), EARLY, seed=seed, priors=priors, speaking=False
    )
    days = 1200
    of = play(SocietySize(operators=operators, bystanders=1, days=days), OFF, seed=seed, priors=priors, speaking=False)
    accounts, suspended = of.accounts, _suspended(of)
    at_first = _theirs(of) & (accounts["active"] < 0)
    new = _theirs(of) & (accounts["active"] >= 0) & (accounts["active"] < days - 2)
    lived = accounts["closed"] - accounts["active"]
    return {
        "suspended in four months, nobody pressing": _share((suspended & (accounts["closed"] < 120))[at_first]),
        "suspended within 2 days, nobody pressing": _share((suspended & (lived <= 2))[new]),
        "ever suspended, nobody pressing": _share(suspended[at_first]),
        "mean followers under routine pressure": float(_followers(early)[_up(early)].mean()),
    }


def _talk(operators: int, seed: int, priors: Priors) -> Mapping[str, float]:
    """What they say, and who turns to them before the pressure rises, as in 2015, and is suspended when it has risen."""
    some = max(20, operators // 4)
    size, quiet_d = SocietySize(operators=some, bystanders=19 * 3 * some, days=180), 40
    rising = replace(SUSTAINED, begins=float(quiet_d), reviews_a_day=max(200, some))
    of = play(size, rising, seed=seed, priors=priors)
    ties, theirs, later = of.said.ties, _theirs(of), _suspended(of)
    received = theirs[ties["target"]] & (ties["day"] < quiet_d)
    links, posts = of.said.links, of.said.reach["posts"][theirs[of.said.reach["row"]]]
    handed = np.isin(links["place"], [PLACES.index(f"handoff:{service}") for service in SERVICES])
    return {
        "interactions received from accounts later suspended": float(
            (ties["n"] * later[ties["row"]])[received].sum() / ties["n"][received].sum()
        ),
        "posts that hand off": float(links["n"][handed].sum() / posts.sum()),
    }


def _sign_ups(operators: int, seed: int, priors: Priors) -> Mapping[str, float]:
    """What a large platform did in 2017: sign-ups are compared with removed accounts, and nobody is asked."""
    found = frozenset({"operators", "terms", "texts", "hashes"})
    days = SETTLED_D
    size = SocietySize(operators=operators, bystanders=1, days=days)
    of = play(size, replace(ROUTINE, armed=frozenset(), unattended=found), seed=seed, priors=priors, speaking=False)
    ended = _suspended(of) & (of.accounts["closed"] >= days - WATCHED_D)
    return {
        "closed before the first post, sign-ups looked at": _share(
            (of.accounts["closed"] < of.accounts["violates"])[ended]
        )
    }


def _struck(operators: int, seed: int, priors: Priors) -> Mapping[str, float]:
    """A day on which much is taken down: once, and with everything that follows."""
    size, day = SocietySize(operators=operators, bystanders=1, causes=1, days=91), 60
    once = play(
        size, replace(OFF, takedowns=(SimulatedTakedown(id="one", day=day, share=1.0),)), seed=seed, priors=priors
    )
    searched = replace(priors, seeing={name: _searched(one) for name, one in priors.seeing.items()})
    pressing = replace(SUSTAINED, reviews_a_day=max(200, operators))
    kept_up = replace(pressing, begins=float(day), takedowns=once.pressure.takedowns)
    on = play(size, kept_up, seed=seed, priors=searched)
    struck = once.accounts["takedown"] == 0
    same_day = (once.accounts["incarnation"] > 1) & (once.accounts["born"] > day) & (once.accounts["born"] < day + 1.5)
    months = replace(size, days=SETTLED_D)
    lives = [
        _mean_life(play(months, regime, seed=seed, priors=assumed, speaking=False), since=day)
        for regime, assumed in ((once.pressure, priors), (kept_up, searched))
    ]
    return {
        "new accounts for each closed, the same day": float(same_day.sum() / max(1, struck.sum())),
        "posts after against before, one-off action": _change(once, day),
        "posts after against before, sustained action": _change(on, day),
        "days that a channel lives, one-off action": lives[0],
        "days that a channel lives, sustained action": lives[1],
    }


def _theirs(of: PlayedHistory) -> Flags:
    return np.asarray(of.accounts["group"] == VIOLATING)


def _suspended(of: PlayedHistory) -> Flags:
    return _theirs(of) & np.isin(of.accounts["closed_by"], (BY.index("us"), BY.index("platform")))


def _up(of: PlayedHistory) -> Flags:
    return _theirs(of) & (of.accounts["closed"] >= of.size.days) & (of.accounts["active"] < of.size.days)


def _watched(of: PlayedHistory) -> Flags:
    """Accounts that were up at some time of the last hundred days."""
    return _theirs(of) & (of.accounts["closed"] >= of.size.days - WATCHED_D) & (of.accounts["active"] < of.size.days)


def _followers(of: PlayedHistory) -> Floats:
    """Followers at the end of an account, or of the time."""
    age = np.maximum(0, np.minimum(of.accounts["closed"], of.size.days) - of.accounts["active"])
    return np.asarray(np.floor(of.accounts["scale"] * (age / 30) ** of.priors.growth))


def _mean_life(of: PlayedHistory, *, since: int) -> float:
    """Give the mean days from opening to the end, as far as the time goes (area under Kaplan-Meier).

    Of the channels that the source counts: opened in the thirty days after the action, and seen to post.
    """
    accounts, days = of.accounts, of.size.days
    posted = accounts["violates"] < np.minimum(accounts["closed"], days)
    new = _theirs(of) & posted & (accounts["active"] >= since) & (accounts["active"] < since + 30)
    begun, ended = accounts["active"][new], accounts["closed"][new]
    lived, dies = np.minimum(ended, days) - begun, ended < days
    order = np.argsort(lived)
    alive = np.cumprod(1 - dies[order] / np.arange(len(lived), 0, -1))
    return float(np.diff(lived[order], prepend=0) @ np.concatenate(([1.0], alive[:-1])))


def _searched(one: Seeing) -> Seeing:
    return replace(one, sees=1 - (1 - one.sees) ** SEARCHED)


def _change(of: PlayedHistory, day: int) -> float:
    """Set the network's posts of the thirty days after a day against those of the thirty days before."""
    reach = of.said.reach
    theirs = _theirs(of)[reach["row"]]
    before, after = (
        reach["posts"][theirs & (reach["day"] >= begin) & (reach["day"] < begin + 30)].sum()
        for begin in (day - 30, day + 1)
    )
    return float(after / before - 1)


def _share(flags: Flags) -> float:
    return float(flags.mean()) if len(flags) else float("nan")
