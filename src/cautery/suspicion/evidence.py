"""What there is to say about accounts, channel by channel, before it is weighed: bits of its own, a sentence, and the items.

Everything here is about what an account shares with removed accounts, what is banked, and what others complained of. How an
account writes is read elsewhere (`stance`, `wording`). A channel that has nothing to say is silent.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

import polars as pl

from cautery.engine.accounts import accounts_in, of_accounts
from cautery.events.notices import with_whom
from cautery.model.account import Account, AccountId, Platform
from cautery.model.bank import Match
from cautery.model.content import Content
from cautery.model.event import Post
from cautery.signals.hosts import role_of
from cautery.signals.links.canonical import host_of
from cautery.signals.match import Matcher
from cautery.suspicion.dossier import COLUMNS, Dossier, OwnText, post_of
from cautery.suspicion.lookup import users_among
from cautery.suspicion.snapshot import Counts, Snapshot, take_snapshot
from cautery.suspicion.together import added, bounded

MOST_TURNED_TO_BITS = 3.0
LEAST_TIE_BITS = 1.0
"""Below this, nobody is a neighbour: it is what a single user's notice says."""
MOST_ITEMS = 20
BANKED_BITS, FARTHEST = 3.0, 0.4
"""What a banked value says that was met as it is; a second reading (0.25) half of it, the farthest match a fifth."""
WEAK_BITS = 0.9
"""What all weak matches of an account say together: less than `LEAST_TIE_BITS`, so that they alone make nobody a candidate."""
MOST_READ_CLOSELY = 40
"""Newest own posts of a candidate that are read for weak matches."""
UNANSWERED = 0.25
"""What turning to removed accounts counts where several were turned to and none of them ever turned back."""
MANY_SIDES = 3
"""Removed accounts from which on it says something that none of them turned back."""
POSTURE_BITS = 4.0
"""Against an account all of whose posts to or of removed accounts report, refute or quote them."""
READ = ("neighbours", "posture", "contacts", "links", "handoffs", "near_texts", "banks", "notices")
"""The channels that are read here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelEvidence:
    """What one channel says about one account, before weights and caps."""

    bits: float
    says: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A value that an account shares with removed accounts."""

    value: str
    item: str
    removed: int
    """How many removed accounts, other than the one weighed, use it."""
    bits: float


Readings = Mapping[str, Mapping[Account, ChannelEvidence]]
"""Channel, then account."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The columns of history that suspicion reads."""

    posts: pl.LazyFrame
    profiles: pl.LazyFrame
    follows: pl.LazyFrame
    notices: pl.LazyFrame


def everyone(history: History) -> pl.DataFrame:
    """List the accounts that history knows: platform, account; sorted."""
    seen = [frame.select("platform", "account") for frame in (history.posts, history.profiles)]
    return pl.concat(seen).unique().sort("platform", "account").collect()


def read_channels(history: History, removed: pl.DataFrame, *, population: int, matcher: Matcher | None) -> Readings:
    """Read every channel but the words from all of history: who is around removed accounts, what is shared with them,
    banked, complained of.
    """
    dossiers = dossiers_of(history)
    gone = [dossiers.get(about, Dossier(about=about)) for about in accounts_in(removed)]
    snapshot = take_snapshot("", gone, users_among(dossiers.values()), population=population)
    turned = {about: Dossier(about=about) for about in snapshot.turned}
    return read_all((turned | dossiers).values(), snapshot, matcher=matcher)


def dossiers_of(history: History, accounts: pl.DataFrame | None = None) -> dict[Account, Dossier]:
    """Draw the dossiers of some accounts, or of everybody who did something or was complained of."""
    drawn: dict[Account, Dossier] = {}
    for about, post, at in _posts_in(_theirs(history.posts, accounts)):
        _of(drawn, about).see_post(post, at)
    follows = _theirs(history.follows.filter(pl.col("type") == "follow.created"), accounts)
    for platform, name, target, item in follows.select("platform", "account", "target", "id").collect().iter_rows():
        _of(drawn, Account(platform=platform, id=name)).see_follow(target, item)
    notices = with_whom(history.notices, _theirs(history.posts, accounts)).select(
        "platform", "notice", "notifier_kind", account="about"
    )
    for row in _theirs(notices, accounts).collect().iter_rows(named=True):
        _of(drawn, _account(row)).see_notice(row["notice"], row["notifier_kind"])
    return drawn


def read_all(dossiers: Iterable[Dossier], snapshot: Snapshot, *, matcher: Matcher | None) -> Readings:
    """Read what every channel but the words says of some accounts."""
    some = sorted(dossiers, key=lambda one: one.about)
    near = snapshot.near(text for dossier in some for text in dossier.texts)
    banked = {dossier.about: _matched(dossier, matcher) if matcher else {} for dossier in some}
    readings: dict[str, dict[Account, ChannelEvidence]] = {channel: {} for channel in READ}
    for dossier in some:
        for channel, reading in read(dossier, snapshot, near=near, banked=banked[dossier.about]):
            readings[channel][dossier.about] = reading
    if matcher is not None and matcher.knows_weak():
        for dossier in _inside(some, readings):
            both = with_weak(banked[dossier.about], read_closely(dossier.newest()[-MOST_READ_CLOSELY:], matcher))
            if (closer := _banks(both)) is not None:
                readings["banks"][dossier.about] = closer
    return readings


def _inside(some: Iterable[Dossier], readings: Readings) -> list[Dossier]:
    inside = around(readings)
    return [dossier for dossier in some if dossier.about in inside]


def read_closely(posts: Sequence[OwnText], matcher: Matcher) -> Mapping[OwnText, Sequence[Match]]:
    """Look in own posts of a candidate for what is weak."""
    found = matcher.match_many([Content(text=said.text) for said in posts], weak=True)
    return dict(zip(posts, found, strict=True))


def with_weak(
    banked: Mapping[OwnText, Sequence[Match]], weak: Mapping[OwnText, Sequence[Match]]
) -> Mapping[OwnText, Sequence[Match]]:
    """Put weak matches beside the others of the same posts."""
    return {said: (*matches, *weak.get(said, ())) for said, matches in banked.items()}


def read(
    dossier: Dossier,
    snapshot: Snapshot,
    *,
    near: Mapping[str, tuple[str, ...]],
    banked: Mapping[OwnText, Sequence[Match]],
) -> Iterator[tuple[str, ChannelEvidence]]:
    """Read what every channel but the words says of one account; silent channels are left out.

    Args:
        near: the texts of removed accounts that each of its own texts repeats.
        banked: what of its newest own posts is banked.
    """
    ties = {other: tie.item for other, tie in dossier.ties.items()}
    texts: dict[str, str] = {}
    for own, item in dossier.texts.items():
        for known in near.get(own, ()):
            texts[known] = min(item, texts.get(known, item))
    weigh = partial(_weighed, dossier.about, snapshot)
    removed = [one for one in weigh(ties, "ties", fewest=0) if _is_removed(one, dossier, snapshot)]
    contacts = [one for one in weigh(ties, "ties", fewest=2) if not _is_removed(one, dossier, snapshot)]
    part = _counts(dossier, removed, snapshot)
    told = _told_together(
        dossier.about, snapshot, {"links": dossier.links, "handoffs": dossier.handoffs, "texts": texts}
    )
    found = {
        "neighbours": _neighbours(dossier, removed, snapshot, part=part),
        "posture": _posture(dossier, removed),
        "contacts": _shared(contacts, _contact_says, part=part),
        "links": _shared(told["links"], _link_says),
        "handoffs": _shared(told["handoffs"], _handoff_says),
        "near_texts": _shared(told["texts"], _text_says),
        "banks": _banks(banked),
        "notices": _notices(dossier.notices),
    }
    yield from ((channel, reading) for channel, reading in found.items() if reading is not None)


def _weighed(about: Account, snapshot: Snapshot, own: Mapping[str, str], channel: str, *, fewest: int = 1) -> list[Use]:
    """Weigh what an account shares with removed accounts by how rarely others have it; strongest first, then by value.

    Args:
        own: its values, each with the item that shows it.
        fewest: removed accounts, other than the one weighed, that must use a value before it says anything.
    """
    worth = snapshot.strangers_share(channel, about.platform)
    if about in snapshot.removed:
        counts: Counts = getattr(snapshot, channel)
        shared = (value for value in own if (about.platform, value) in counts)
        worth = {
            value: (
                counts[about.platform, value].removed - 1,
                snapshot.bits(counts[about.platform, value], about=about),
            )
            for value in shared
        }
    uses = [
        Use(value=value, item=own[value], removed=worth[value][0], bits=worth[value][1])
        for value in own.keys() & worth.keys()
        if worth[value][0] >= fewest
    ]
    return _strongest_first(uses)


def _told_together(
    about: Account, snapshot: Snapshot, own: Mapping[str, Mapping[str, str]]
) -> Mapping[str, Sequence[Use]]:
    """Weigh by channel what an account says as removed accounts did; what it shares with just the same ones, once."""
    told = {channel: _weighed(about, snapshot, values, channel) for channel, values in own.items()}
    worth = {channel: {use.value: use.bits for use in uses} for channel, uses in told.items()}
    lessened = bounded(about, snapshot, worth)
    return {
        channel: _strongest_first(replace(use, bits=lessened[channel][use.value]) for use in uses)
        for channel, uses in told.items()
    }


def _strongest_first(uses: Iterable[Use]) -> list[Use]:
    return sorted(uses, key=lambda use: (-use.bits, use.value))


def _is_removed(use: Use, dossier: Dossier, snapshot: Snapshot) -> bool:
    return Account(platform=dossier.about.platform, id=AccountId(use.value)) in snapshot.removed


def _counts(dossier: Dossier, turns: Sequence[Use], snapshot: Snapshot) -> float:
    """Say what turning to removed accounts counts: little where several never turned back, nothing where it is no own doing."""
    own = [use for use in turns if dossier.ties[use.value].is_own]
    answered = dossier.about in snapshot.turned
    part = 1.0 if answered or len(turns) < MANY_SIDES else UNANSWERED
    return part * (len(own) / len(turns) if turns else 1.0)


def _posture(dossier: Dossier, turns: Sequence[Use]) -> ChannelEvidence | None:
    """Reporting, refuting and quoting is the work of reporters and opponents: it speaks against promoting."""
    posts = {post: how for use in turns for post, how in dossier.ties[use.value].addressed.items()}
    others = sorted(post for post, how in posts.items() if how != "own")
    if not others:
        return None
    kinds = sorted({posts[post] for post in others})
    told = f"{' and '.join(kinds)} removed accounts in {len(others)} of {_number(len(posts), 'post')} to or of them"
    share = len(others) / (len(posts) + 1)
    return ChannelEvidence(bits=-POSTURE_BITS * share, says=told, evidence=_items(others))


def _neighbours(dossier: Dossier, turns: Sequence[Use], snapshot: Snapshot, *, part: float) -> ChannelEvidence | None:
    """Being turned to counts for less than turning to: whom one is followed by is not one's own doing."""
    kinds = sorted({kind for use in turns for kind in dossier.ties[use.value].kinds})
    told = [f"{' and '.join(kinds)} {_number(len(turns), 'removed account')}"] if turns else []
    if turns and part < 1.0 and dossier.about not in snapshot.turned:
        told.append("none of them turned back")
    bits, items = part * added([use.bits for use in turns]), [use.item for use in turns]
    about = dossier.about
    count, shown = snapshot.ties.get((about.platform, about.id)), snapshot.turned.get(about, ())
    if count is not None and count.removed:
        bits += min(snapshot.bits(count, about=about, has=False), MOST_TURNED_TO_BITS)
        told.append(f"{_number(count.removed, 'removed account')} turned to it")
        items += shown
    return ChannelEvidence(bits=bits, says="; ".join(told), evidence=_items(items)) if told else None


def _items(shown: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(shown))[:MOST_ITEMS]


def _shared(
    weighed: Sequence[Use], says: Callable[[Sequence[Use]], str], *, part: float = 1.0
) -> ChannelEvidence | None:
    uses = [use for use in weighed if use.bits > 0]
    return (
        ChannelEvidence(
            bits=part * added([use.bits for use in uses]), says=says(uses), evidence=_items(use.item for use in uses)
        )
        if uses
        else None
    )


def _contact_says(uses: Sequence[Use]) -> str:
    return f"turns to {_number(len(uses), 'account')} that several removed accounts turned to and few others do"


def _link_says(uses: Sequence[Use]) -> str:
    roles = sorted({role_of(host_of(use.value)).replace("_", " ") for use in uses} - {"web"})
    kinds = f" ({', '.join(roles)})" if roles else ""
    return f"posts {_number(len(uses), 'link')}{kinds} that removed accounts posted, such as {uses[0].value}"


def _handoff_says(uses: Sequence[Use]) -> str:
    service, _, handle = uses[0].value.partition(":")
    return f"hands off to the same contact as {_number(uses[0].removed, 'removed account')}: {handle} on {service}"


def _text_says(uses: Sequence[Use]) -> str:
    return f"repeats {_number(len(uses), 'text')} of removed accounts, word for word or nearly"


def _matched(dossier: Dossier, matcher: Matcher) -> Mapping[OwnText, Sequence[Match]]:
    posts = list(dossier.newest())
    found = matcher.match_many([Content(text=said.text, links=said.links) for said in posts], weak=False)
    return dict(zip(posts, found, strict=True))


def _banks(banked: Mapping[OwnText, Sequence[Match]]) -> ChannelEvidence | None:
    """Three bits a distinct banked value, fewer the farther away it was met, as a second reading is.

    What is weak adds less than one bit in all. What is disputed is told to nobody here, for it is never acted upon.
    """
    met: dict[tuple[str, str], tuple[str, str]] = {}
    nearest: dict[tuple[str, str], float] = {}
    weak: set[tuple[str, str]] = set()
    for said in sorted((one for one in banked if one.posture in ("own", "quotes")), key=lambda one: one.post):
        for match in banked[said]:
            if not match.disputed:
                name = match.type, match.value
                if match.distance < nearest.get(name, 2.0):
                    met[name], nearest[name] = (match.says, said.post), match.distance
                    weak |= {name} if match.weak else set()
    if not met:
        return None
    return ChannelEvidence(
        bits=sum(BANKED_BITS * (1 - 2 * min(far, FARTHEST)) for name, far in nearest.items() if name not in weak)
        + (WEAK_BITS if weak else 0.0),
        says="; ".join(says for says, _ in list(met.values())[:3]),
        evidence=_items(post for _, post in met.values()),
    )


def _notices(notices: Mapping[str, str]) -> ChannelEvidence | None:
    """A flood of notices counts as one; what an authority or a trusted flagger says counts for more."""
    if not notices:
        return None
    kinds = sorted(set(notices.values()))
    return ChannelEvidence(
        bits=1.0 if kinds == ["user"] else 2.0,
        says=f"{_number(len(notices), 'notice')} by {', '.join(kinds).replace('_', ' ')}",
        evidence=tuple(sorted(notices)[:MOST_ITEMS]),
    )


def around(readings: Readings) -> frozenset[Account]:
    """Name the accounts that stand around confirmed ones: those of whom a channel says something worth saying.

    What half the platform shares with removed accounts makes nobody a neighbour.
    """
    return frozenset(
        account
        for channel in readings.values()
        for account, reading in channel.items()
        if reading.bits >= LEAST_TIE_BITS
    )


def _posts_in(posts: pl.LazyFrame) -> Iterator[tuple[Account, Post, datetime]]:
    for row in posts.select(*COLUMNS).collect().iter_rows(named=True):
        yield _account(row), post_of(row), row["at"]


def _theirs(table: pl.LazyFrame, accounts: pl.DataFrame | None) -> pl.LazyFrame:
    return table if accounts is None else of_accounts(table, accounts)


def _of(drawn: dict[Account, Dossier], about: Account) -> Dossier:
    return drawn.setdefault(about, Dossier(about=about))


def _account(row: Mapping[str, str]) -> Account:
    return Account(platform=Platform(row["platform"]), id=AccountId(row["account"]))


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
