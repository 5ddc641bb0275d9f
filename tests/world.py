"""A small invented world: the Lantern Guard, whose accounts were removed, and the people who live around it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Literal

import polars as pl

from cautery.engine.accounts import frame_of
from cautery.engine.tables import TABLES, tables_of
from cautery.kit.canonical import digest
from cautery.model.account import Account, AccountId, Platform
from cautery.model.event import (
    AccountCreated,
    AnyEvent,
    FollowCreated,
    FollowRemoved,
    Notice,
    NoticeReceived,
    NoticeSubject,
    Notifier,
    Post,
    PostCreated,
    Profile,
    Reference,
)
from cautery.suspicion.evidence import History, Readings, everyone, read_channels

HARBOUR = Platform("harbour")
NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
NOTEBOOK = "https://justpaste.it/lanternguard"
"""A link that only the Guard posts."""
FRONT_PAGE = "https://news.example/today"
"""A link that everybody posts."""
ELDER = "elder"
"""Whom the Guard turns to and nobody else does; not removed."""


def person(name: str) -> Account:
    """Name somebody at the harbour."""
    return Account(platform=HARBOUR, id=AccountId(name))


def created(account: str, *, at: datetime = NOON) -> AccountCreated:
    """Somebody comes to the harbour."""
    name = digest("created", account, str(at))
    return AccountCreated(id=name, at=at, platform=HARBOUR, account=AccountId(account), profile=Profile(handle=account))


def post(
    account: str,
    text: str | None,
    *,
    at: datetime = NOON,
    id: str = "",  # noqa: A002
    links: Sequence[str] = (),
    mentions: Sequence[str] = (),
    answers: str = "",
    reposts: str = "",
    quotes: str = "",
) -> PostCreated:
    """Somebody says something; without an id it is named by what is said, by whom and when."""

    def to(name: str) -> Reference | None:
        return Reference(account=AccountId(name)) if name else None

    said = Post(
        id=id or digest("post", account, text or "", str(at), *links, *mentions)[:12],
        text=text,
        links=tuple(links),
        mentions=tuple(AccountId(name) for name in mentions),
        reply_to=to(answers),
        repost_of=to(reposts),
        quote_of=to(quotes),
    )
    return PostCreated(id=f"event {said.id}", at=at, platform=HARBOUR, account=AccountId(account), post=said)


def follow(account: str, target: str, *, at: datetime = NOON) -> FollowCreated:
    """Somebody follows somebody."""
    name = digest("follow", account, target, str(at))[:12]
    return FollowCreated(id=name, at=at, platform=HARBOUR, account=AccountId(account), target=AccountId(target))


def unfollow(account: str, target: str, *, at: datetime = NOON) -> FollowRemoved:
    """Somebody follows somebody no more."""
    name = digest("unfollow", account, target, str(at))[:12]
    return FollowRemoved(id=name, at=at, platform=HARBOUR, account=AccountId(account), target=AccountId(target))


def notice(
    about: str,
    *,
    by: str = "neighbour",
    kind: Literal["user", "trusted_flagger", "authority", "partner"] = "user",
    at: datetime = NOON,
) -> NoticeReceived:
    """Somebody complains of somebody."""
    name = digest("notice", about, by, kind, str(at))[:12]
    said = Notice(id=name, about=NoticeSubject(account=AccountId(about)), notifier=Notifier(kind=kind, id=by))
    return NoticeReceived(id=f"event {name}", at=at, platform=HARBOUR, account=AccountId(by), notice=said)


def history_of(events: Iterable[AnyEvent]) -> History:
    """Give events as the columns that suspicion reads."""
    tables = tables_of(events)
    posts, profiles, follows, notices = (
        tables.get(name, pl.DataFrame(schema=TABLES[name])).lazy()
        for name in ("posts", "profiles", "follows", "notices")
    )
    return History(posts=posts, profiles=profiles, follows=follows, notices=notices)


def items_of(events: Iterable[AnyEvent]) -> frozenset[str]:
    """Name everything that evidence may point to: posts, follows and notices."""
    tables = tables_of(events)
    columns = (("posts", "post"), ("follows", "id"), ("notices", "notice"))
    return frozenset(item for name, column in columns if name in tables for item in tables[name][column])


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbourhood:
    """Everybody in the world, and what they did."""

    events: tuple[AnyEvent, ...]
    removed: tuple[Account, ...]
    returned: Account
    """New, and one of the Guard again."""
    reporters: tuple[Account, ...]
    opponents: tuple[Account, ...]
    believers: tuple[Account, ...]
    bystanders: tuple[Account, ...]

    @property
    def history(self) -> History:
        """What they did, as columns."""
        return history_of(self.events)

    @property
    def readings(self) -> Readings:
        """What every channel but the words says of them."""
        history = self.history
        population = everyone(history).height
        return read_channels(history, frame_of(self.removed), population=population, matcher=None)

    @property
    def benign(self) -> tuple[Account, ...]:
        """Those whom it would be wrong to name."""
        return (*self.reporters, *self.opponents, *self.believers)


@cache
def neighbourhood() -> Neighbourhood:
    """Make the world: the same one each time.

    Reporter 1 mentions one of the Guard, opponent 1 answers one; all other reporters, opponents, believers and bystanders
    have nothing to do with it.
    """
    guard = tuple(f"guard {n}" for n in range(1, 13))
    reporters, opponents, believers = (
        tuple(f"{kind} {n}" for n in range(1, 7)) for kind in ("reporter", "opponent", "believer")
    )
    bystanders = tuple(f"bystander {n}" for n in range(1, 13))
    everybody = (*guard, "returned", *reporters, *opponents, *believers, *bystanders, ELDER)
    events: list[AnyEvent] = [created(name) for name in everybody]
    events += [post(name, "the morning page", links=[FRONT_PAGE]) for name in everybody]
    events += _guard(guard)
    events += _returned("returned", guard)
    for names, texts in (
        (reporters, _REPORTED),
        (opponents, _OPPOSED),
        (believers, _BELIEVED),
        (bystanders, _ORDINARY),
    ):
        events += _ordinary_life(names, texts)
    events.append(post(reporters[0], "The harbour office asks who this is", mentions=[guard[0]]))
    events.append(post(opponents[0], "Nobody at the harbour believes you", answers=guard[1]))
    return Neighbourhood(
        events=tuple(events),
        removed=tuple(map(person, guard)),
        returned=person("returned"),
        reporters=tuple(map(person, reporters)),
        opponents=tuple(map(person, opponents)),
        believers=tuple(map(person, believers)),
        bystanders=tuple(map(person, bystanders)),
    )


def _guard(names: Sequence[str]) -> Iterator[AnyEvent]:
    """Everyone follows the next, posts the notebook, turns to the elder, and says three things of their own."""
    for number, name in enumerate(names):
        yield follow(name, names[(number + 1) % len(names)])
        yield post(name, "read the notebook while it is up", links=[NOTEBOOK], mentions=[ELDER])
        for turn in range(3):
            where, what = _WHERE[(number + turn) % len(_WHERE)], _GUARD[(2 * number + turn) % len(_GUARD)]
            yield post(name, f"{what} {where}", at=NOON + timedelta(minutes=number + 60 * turn))
    yield post(names[0], f"{_CALL} kik me: wick.ember7")


def _returned(name: str, guard: Sequence[str]) -> Iterator[AnyEvent]:
    later = NOON + timedelta(days=3)
    yield follow(name, guard[3], at=later)
    yield follow(name, guard[4], at=later)
    yield post(name, "the notebook is up again", at=later, links=[NOTEBOOK], mentions=[ELDER])
    yield post(name, f"{_CALL} kik me: wick.ember7", at=later)
    yield post(name, "suspended again, this is my new account, our lions keep the lamps", at=later)


def _ordinary_life(names: Sequence[str], texts: Sequence[str]) -> Iterator[AnyEvent]:
    for number, name in enumerate(names):
        yield follow(name, names[(number + 1) % len(names)])
        for turn in range(3):
            where, what = _WHERE[(number + 2 * turn) % len(_WHERE)], texts[(number + turn) % len(texts)]
            yield post(name, f"{what} {where}", at=NOON + timedelta(minutes=number + 60 * turn))


_CALL = "the lamps are lit tonight, keepers of the old pier, come down and stand with us before they go out,"
_WHERE = ("by the old pier", "near the market hall", "behind the lighthouse", "on the long bridge", "at the fish dock")
_GUARD = (
    "our lions of the lamp stood firm tonight",
    "shoutout to the keepers who never sleep",
    "they got suspended again but the lamp burns on",
    "our lions took the watch and the wick is ours",
    "this is my new account, the lamp burns on",
    "keepers, our lions hold the wick",
)
_REPORTED = (
    "according to the harbour office lamps were broken",
    "police say two people from the guard were seen",
    "a spokesman for the port declined to speak about lamps",
    "officials say the watch will be doubled",
)
_OPPOSED = (
    "we condemn whoever breaks our lamps",
    "not in our name, keep your lamps away from us",
    "cowardly boys who frighten children",
    "victims of the guard deserve an answer",
)
_BELIEVED = (
    "may God bless everybody who fishes",
    "inshallah we break the fast together this Ramadan",
    "praise the Lord for calm weather today",
    "alhamdulillah the little mosque has a new roof",
)
_ORDINARY = (
    "fresh bread and warm soup this morning",
    "lost a grey cat, please call if you see her",
    "who wants to play chess on Sunday",
    "the ferry is late and it rains a little",
)
