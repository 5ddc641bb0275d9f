"""A platform's life by another make: what `effect` is judged on, written from outside of it.

Each hand (operator) owns slots, and each slot one latent stream of posts that belongs to the hand and not to the account: an
account only carries the posts of the time in which it lives. Whatever is drawn belongs to what it is about (a slot, its n-th
account, a detector), so the same seed without the takedown is the same life but for the takedown: the difference is the truth.

Assumed, and none of it taken from the code that is measured: followers with a Pareto tail; two seasons; news that rises and
dies on the topic; an activity that wanders (AR(1) on the log); returns after a Weibull time, or never; audiences that are
regained in part (beta); detectors that find by posts, so that the loud are found first and the quiet perhaps never; a queue
that decides late. Times are days since the history's begin; reach is views.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.float64]
HOSTS = ("films.example", "paste.example", "archive.example", "drive.example", "page.example", "songs.example")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """What a society is like, and what is done to it."""

    name: str
    hands: int = 60
    bystanders: int = 120
    days: int = 130
    takedown: float = 75.4
    chosen: str = (
        "half"  # of those found and living: half by lot, all, peak (loudest for themselves); everybody: unfound too
    )
    returning: float = 0.75  # share of suspended accounts whose hand opens another
    tiring: float = 0.9  # each further return is less likely by this
    delay_days: float = 2.0  # Weibull scale
    delay_shape: float = 0.7
    regained: tuple[float, float] = (3.0, 4.0)  # beta: share of the earlier audience that the next account can win
    at_once: float = 0.2  # of which this share is there on the first day
    growth_days: float = 12.0
    tail: float = 1.6  # Pareto exponent of audiences
    posts_a_day: float = 2.0
    season: float = 0.25
    news: tuple[
        tuple[float, float, float], ...
    ] = ()  # day, size, days until it is e times smaller; negative: before it
    topical: float = 0.3  # how much of the news a bystander takes part in
    wander: float = 0.3  # standard deviation of the log-activity
    finding: tuple[float, float] = (0.05, 0.03)  # chance that a post gives its account away, by detector
    uneven: float = 1.2  # beta of how easily an account is given away: below one, some hardly are
    queue_days: float = 60.0  # mean time from being found to being decided, outside of the takedown
    linkage: float = 1.0  # share of returns that can be recognised at all
    careful: float = 0.0  # share of returns that hardly any detector finds
    hosts_move: float = 0.0  # share of links that go to another host after a suspension
    handoff: float = 0.03
    handoff_after: float = 0.03
    inside: float = 0.6
    wrong: float = 0.01  # share of bystanders suspended with the takedown by mistake, restored within days
    leaves: float = 0.0  # share of hands that leave by themselves on the day of the takedown, whatever is done


@dataclass(slots=True, kw_only=True)
class Account:
    """One account: whose it is, when it lived, what it posted."""

    name: str
    hand: int
    slot: int
    number: int
    opened: float
    closed: float = np.inf
    how: str = ""  # us, owner, or "" while it lives
    found: dict[str, float] = field(default_factory=dict)
    audience: float = 0.0
    begins_with: float = 0.0
    posts: Days = field(default_factory=lambda: np.empty(0))
    views: Days = field(default_factory=lambda: np.empty(0))
    recognisable: bool = True
    earlier: str = ""
    taken: bool = False
    offender: bool = True
    group: str = ""
    restored: float = np.inf


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """What happened: accounts in order of their opening, and who was taken down."""

    scenario: Scenario
    seed: int
    accounts: tuple[Account, ...]

    @property
    def offenders(self) -> list[Account]:
        return [account for account in self.accounts if account.offender]

    @property
    def taken(self) -> list[Account]:
        return [account for account in self.accounts if account.taken]


def live(scenario: Scenario, seed: int) -> Life:
    """Play the society with its takedown."""
    before = _lives(scenario, seed, frozenset())
    return _whole(scenario, seed, _lives(scenario, seed, _choose(scenario, seed, before)))


def live_without(scenario: Scenario, seed: int) -> Life:
    """Play the same society, and leave the takedown out."""
    return _whole(scenario, seed, _lives(scenario, seed, frozenset()))


def followers(account: Account, at: float, *, growth_days: float) -> float:
    """How many follow an account at a time."""
    age = max(0.0, min(at, account.closed) - account.opened)
    return account.audience - (account.audience - account.begins_with) * float(np.exp(-age / growth_days))


def _whole(scenario: Scenario, seed: int, offenders: Sequence[Account]) -> Life:
    others = _bystanders(scenario, seed)
    everybody = sorted([*offenders, *others], key=lambda account: (account.opened, account.name))
    return Life(scenario=scenario, seed=seed, accounts=tuple(everybody))


def _lives(scenario: Scenario, seed: int, taken: frozenset[str]) -> list[Account]:
    return [account for hand in range(scenario.hands) for account in _hand(scenario, seed, hand, taken)]


def _hand(scenario: Scenario, seed: int, hand: int, taken: frozenset[str]) -> list[Account]:
    lot = np.random.default_rng([seed, 1, hand])
    slots = int(lot.geometric(0.7))
    audience = 60.0 * (1.0 + lot.pareto(scenario.tail))
    loud = float(np.exp(lot.normal(0.0, 0.8)))
    goes = scenario.takedown + lot.exponential(3.0) if lot.random() < scenario.leaves else np.inf
    begin = 0.0 if lot.random() < 0.7 else lot.uniform(0, 0.5 * scenario.days)
    lives: list[Account] = []
    for slot in range(slots):
        stream = _stream(scenario, [seed, 2, hand, slot], rate=loud * scenario.posts_a_day, topical=1.0)
        lives += _slot(
            scenario,
            [seed, 3, hand, slot],
            stream,
            audience=audience * lot.uniform(0.4, 1.0),
            begin=begin,
            taken=taken,
            leaves=min(goes, begin + lot.exponential(900.0)),
        )
    return lives


def _stream(scenario: Scenario, key: list[int], *, rate: float, topical: float) -> tuple[Days, Days]:
    """Give the times of latent posts, and by how much each is seen more or less than usual."""
    lot = np.random.default_rng(key)
    days = np.arange(scenario.days, dtype=float)
    steps = lot.normal(0.0, 1.0, scenario.days)
    path = np.empty(scenario.days)
    path[0] = steps[0]
    for day in range(1, scenario.days):
        path[day] = 0.9 * path[day - 1] + np.sqrt(1 - 0.81) * steps[day]
    season = 1 + scenario.season * (np.sin(2 * np.pi * days / 7) + np.sin(2 * np.pi * days / 91)) / 2
    expected = rate * season * np.exp(scenario.wander * path) * (1 + topical * _news(scenario, days))
    count = lot.poisson(expected)
    times = np.sort(np.repeat(days, count) + lot.beta(3, 2, int(count.sum())))
    return times, np.exp(lot.normal(-0.18, 0.6, len(times)))


def _news(scenario: Scenario, days: Days) -> Days:
    total = np.zeros_like(days)
    for day, size, fades in scenario.news:
        since = days - day
        after = np.exp(-np.clip(since, 0, None) / abs(fades))
        total += size * np.where(since >= 0, after, np.exp(np.clip(since, None, 0) / 4.0))
    return total


def _slot(
    scenario: Scenario,
    key: list[int],
    stream: tuple[Days, Days],
    *,
    audience: float,
    begin: float,
    taken: frozenset[str],
    leaves: float,
) -> list[Account]:
    lives: list[Account] = []
    opened, wins, number = begin - (np.random.default_rng(key).exponential(120) if begin == 0 else 0), audience, 0
    while opened < scenario.days:
        lot = np.random.default_rng([*key, 1, number])
        account = _account(scenario, key, number, opened=opened, audience=wins, lot=lot)
        account.earlier = lives[-1].name if lives else ""
        _until(scenario, account, stream, lot, taken=taken, leaves=leaves)
        lives.append(account)
        back = lot.random() < scenario.returning * scenario.tiring**number
        delay = scenario.delay_days * lot.weibull(scenario.delay_shape)
        wins = wins * lot.beta(*scenario.regained) if min(scenario.regained) < 1e4 else wins
        number += 1
        if account.how != "us" or not back:
            break
        opened = account.closed + delay
        if opened >= leaves:
            break
    return lives


def _account(
    scenario: Scenario, key: list[int], number: int, *, opened: float, audience: float, lot: np.random.Generator
) -> Account:
    old = number == 0 and opened < 0
    return Account(
        name=f"h{key[2]}s{key[3]}n{number}",
        hand=key[2],
        slot=key[3],
        number=number,
        opened=opened,
        audience=audience,
        begins_with=audience if old else audience * scenario.at_once,
        recognisable=bool(lot.random() < scenario.linkage),
    )


def _until(
    scenario: Scenario,
    account: Account,
    stream: tuple[Days, Days],
    lot: np.random.Generator,
    *,
    taken: frozenset[str],
    leaves: float,
) -> None:
    """Let an account live until its end: given away by a post, decided late, closed by its owner, or taken down."""
    times, seen = stream
    first = int(np.searchsorted(times, account.opened))
    careful = 0.15 if lot.random() < scenario.careful and account.number > 0 else 1.0
    decided = np.inf
    giving_away = [
        lot.geometric(careful * chance * lot.beta(scenario.uneven, scenario.uneven) + 1e-4)
        for chance in scenario.finding
    ]
    for detector, at in zip(("reports", "terms"), giving_away, strict=True):
        if first + at - 1 < len(times):
            account.found[detector] = float(times[first + at - 1]) + 0.01
    if account.found:
        decided = min(account.found.values()) + lot.exponential(scenario.queue_days)
    down = scenario.takedown + lot.uniform(0, 0.1) if account.name in taken else np.inf
    account.closed = min(decided, leaves, down)
    account.how = "owner" if account.closed == leaves else "us"
    if account.closed >= scenario.days:
        account.closed, account.how = np.inf, ""
    account.taken = account.closed == down < np.inf
    account.found = {detector: at for detector, at in account.found.items() if at < min(account.closed, scenario.days)}
    last = int(np.searchsorted(times, account.closed))
    account.posts = times[first:last]
    age = account.posts - account.opened
    grown = account.audience - (account.audience - account.begins_with) * np.exp(-age / scenario.growth_days)
    account.views = np.rint(grown * 0.3 * seen[first:last])


def _choose(scenario: Scenario, seed: int, lives: Sequence[Account]) -> frozenset[str]:
    """Say who is taken down: accounts that live on that day and, but for 'everybody', were found before it."""
    day = scenario.takedown
    living = [account for account in lives if account.opened < day < account.closed]
    found = [account for account in living if account.found and min(account.found.values()) < day]
    if scenario.chosen == "none":
        return frozenset()
    if scenario.chosen == "everybody":
        return frozenset(account.name for account in living)
    if scenario.chosen == "all":
        return frozenset(account.name for account in found)
    if scenario.chosen == "peak":
        ordered = sorted(found, key=lambda account: -_rise(account, day))
        return frozenset(account.name for account in ordered[: max(1, len(ordered) // 2)])
    hands = sorted({account.hand for account in found})
    by_lot = np.random.default_rng([seed, 4]).permutation(len(hands))
    half = {hands[at] for at in by_lot[: (len(hands) + 1) // 2]}
    return frozenset(account.name for account in found if account.hand in half)


def _rise(account: Account, day: float) -> float:
    """How much louder an account was in the last week than in the four before."""
    ago = day - account.posts[account.posts < day]
    return float(np.log1p((ago < 7).sum()) - np.log1p(((ago >= 7) & (ago < 35)).sum() / 4))


def _bystanders(scenario: Scenario, seed: int) -> list[Account]:
    groups = ("news", "research", "opponents", "scripture", "")
    some: list[Account] = []
    for number in range(scenario.bystanders):
        lot = np.random.default_rng([seed, 5, number])
        audience = 60.0 * (1.0 + lot.pareto(scenario.tail))
        account = Account(
            name=f"b{number}",
            hand=-1 - number,
            slot=0,
            number=0,
            opened=-lot.exponential(150) if lot.random() < 0.8 else lot.uniform(0, scenario.days * 0.6),
            audience=audience,
            begins_with=audience,
            offender=False,
            group=groups[number % len(groups)],
        )
        stream = _stream(
            scenario,
            [seed, 6, number],
            rate=scenario.posts_a_day * float(np.exp(lot.normal(0, 0.8))),
            topical=scenario.topical * 2 * lot.random(),
        )
        if lot.random() < scenario.wrong and account.opened < scenario.takedown:
            account.closed, account.restored = scenario.takedown + 0.05, scenario.takedown + lot.exponential(5)
        there = (stream[0] >= account.opened) & ~((stream[0] > account.closed) & (stream[0] < account.restored))
        account.posts, account.views = stream[0][there], np.rint(account.audience * 0.3 * stream[1][there])
        some.append(account)
    return some
