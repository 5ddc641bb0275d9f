"""What there is to say about accounts, channel by channel, before it is weighed: bits of its own, a sentence, and the items.

Everything here is about what an account shares with removed accounts, what is banked, and what others complained of. How an
account writes is read elsewhere (`stance`, `wording`). A channel that has nothing to say is silent.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from cautery.events.notices import with_whom
from cautery.model.account import Account, AccountId, Platform
from cautery.model.content import Content
from cautery.signals.extract import handoffs_of, links_of
from cautery.signals.hosts import role_of
from cautery.signals.match import Matcher
from cautery.signals.near_index import FEWEST_LETTERS, NearIndex
from cautery.signals.near_texts import plain
from cautery.signals.types.link import host_of
from cautery.signals.types.near_text import NearText
from cautery.suspicion.neighbourhood import SHARED, shared_with, ties_of, turned_to_by, turns_to
from cautery.suspicion.voices import own_posts

STRONGEST = 5
"""Shared values that count: more of the same adds little, because they come together."""
TOGETHER = 0.6
"""What each of several shared values counts, since they are not independent."""
MOST_TURNED_TO_BITS = 3.0
LEAST_TIE_BITS = 1.0
"""Below this, nobody is a neighbour: it is what a single user's notice says."""
MOST_ITEMS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one channel says about one account, before weights and caps."""

    bits: float
    says: str
    evidence: tuple[str, ...]


Readings = Mapping[str, Mapping[Account, Reading]]
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
    """Read every channel but the words: who is around removed accounts, what is shared with them, banked, complained of."""
    ties = ties_of(history.posts, history.follows)
    strangers = ties.join(removed.lazy().rename({"account": "other"}), on=["platform", "other"], how="anti")
    contacts = strangers.select("platform", "account", value="other", item="item")
    own = own_posts_with_links(history.posts)
    return {
        "neighbours": _neighbours(
            turns_to(ties, removed, population=population), turned_to_by(ties, removed, population=population)
        ),
        "contacts": _shared(shared_with(contacts, removed, population=population, fewest=2), _contact_says),
        "links": _shared(shared_with(links_of(own), removed, population=population), _link_says),
        "handoffs": _shared(shared_with(handoffs_of(own), removed, population=population), _handoff_says),
        "near_texts": _shared(
            shared_with(near_texts_of(history.posts, removed), removed, population=population), _text_says
        ),
        "banks": _banks(own, matcher) if matcher else {},
        "notices": _notices(history.notices, history.posts),
    }


def own_posts_with_links(posts: pl.LazyFrame) -> pl.LazyFrame:
    """Keep the accounts' own posts, with what links and hand-offs are read from."""
    kept = own_posts(posts).select("platform", "account", "post")
    return posts.select("platform", "account", "post", "text", "links").join(
        kept, on=["platform", "account", "post"], how="semi"
    )


def near_texts_of(posts: pl.LazyFrame, removed: pl.DataFrame) -> pl.LazyFrame:
    """List who posted what removed accounts posted, word for word or nearly; the value is the known text's number."""
    said = own_posts(posts).select("platform", "account", "post", "text").collect()
    ours = said.join(removed, on=["platform", "account"], how="semi")
    known = sorted({text for text in map(plain, ours["text"].to_list()) if len(text) >= FEWEST_LETTERS})
    if not known:
        return pl.LazyFrame(schema=SHARED)
    texts = [plain(text) for text in said["text"].to_list()]
    found = NearIndex(known, within=NearText.same_within).find(texts)
    rows = [(*said.row(row)[:2], str(position), said.item(row, "post")) for row, position, _ in found]
    return pl.LazyFrame(rows, schema=SHARED, orient="row")


def _neighbours(turns: pl.DataFrame, turned_to: pl.DataFrame) -> Mapping[Account, Reading]:
    """Being turned to counts for less than turning to: whom one is followed by is not one's own doing."""
    readings = {}
    back = {_account(row): row for row in turned_to.iter_rows(named=True)}
    for (platform, name), rows in turns.group_by(["platform", "account"], maintain_order=True):
        about = Account(platform=Platform(str(platform)), id=AccountId(str(name)))
        kinds = sorted({kind for row in rows["kinds"].to_list() for kind in row})
        says = f"{' and '.join(kinds)} {_number(rows.height, 'removed account')}"
        readings[about] = Reading(bits=_added(rows["bits"]), says=says, evidence=_items(rows["item"]))
    for about, row in back.items():
        own = readings.get(about, Reading(bits=0.0, says="", evidence=()))
        says = f"{_number(row['removed'], 'removed account')} turned to it"
        readings[about] = Reading(
            bits=own.bits + min(row["bits"], MOST_TURNED_TO_BITS),
            says="; ".join(part for part in (own.says, says) if part),
            evidence=_items((*own.evidence, *row["items"])),
        )
    return readings


def _items(shown: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(shown))[:MOST_ITEMS]


def _added(bits: pl.Series) -> float:
    """Add what comes together: the strongest, and a share of the next ones."""
    strongest = bits.head(STRONGEST).to_list()
    return float(strongest[0] + TOGETHER * sum(strongest[1:]))


def _shared(weighed: pl.DataFrame, says: Callable[[pl.DataFrame], str]) -> Mapping[Account, Reading]:
    readings: dict[Account, Reading] = {}
    for _, rows in weighed.filter(pl.col("bits") > 0).group_by(["platform", "account"], maintain_order=True):
        readings[_account(rows.row(0, named=True))] = Reading(
            bits=_added(rows["bits"]),
            says=says(rows),
            evidence=_items(rows["item"]),
        )
    return readings


def _contact_says(rows: pl.DataFrame) -> str:
    return f"turns to {_number(rows.height, 'account')} that several removed accounts turned to and few others do"


def _link_says(rows: pl.DataFrame) -> str:
    roles = sorted({role_of(host_of(link)).replace("_", " ") for link in rows["value"].to_list()} - {"web"})
    kinds = f" ({', '.join(roles)})" if roles else ""
    return f"posts {_number(rows.height, 'link')}{kinds} that removed accounts posted, such as {rows.item(0, 'value')}"


def _handoff_says(rows: pl.DataFrame) -> str:
    service, _, handle = rows.item(0, "value").partition(":")
    return (
        f"hands off to the same contact as {_number(rows.item(0, 'removed'), 'removed account')}: {handle} on {service}"
    )


def _text_says(rows: pl.DataFrame) -> str:
    return f"repeats {_number(rows.height, 'text')} of removed accounts, word for word or nearly"


def _banks(posts: pl.LazyFrame, matcher: Matcher) -> Mapping[Account, Reading]:
    """Three bits a distinct banked value; what is disputed is told to nobody here, for it is never acted upon."""
    met: dict[Account, dict[tuple[str, str], tuple[str, str]]] = {}
    for row in posts.sort("platform", "account", "post").collect().iter_rows(named=True):
        content = Content(text=row["text"] or "", links=tuple(row["links"] or ()))
        for match in matcher.match(content):
            if not match.disputed:
                met.setdefault(_account(row), {})[match.type, match.value] = (match.says, row["post"])
    return {
        about: Reading(
            bits=3.0 * len(values),
            says="; ".join(says for says, _ in list(values.values())[:3]),
            evidence=_items(post for _, post in values.values()),
        )
        for about, values in met.items()
    }


def _notices(notices: pl.LazyFrame, posts: pl.LazyFrame) -> Mapping[Account, Reading]:
    """A flood of notices counts as one; what an authority or a trusted flagger says counts for more."""
    about = (
        with_whom(notices, posts)
        .group_by("platform", account="about")
        .agg(pl.col("notice").sort(), pl.col("notifier_kind").unique().sort())
        .sort("platform", "account")
        .collect()
    )
    return {
        _account(row): Reading(
            bits=1.0 if row["notifier_kind"] == ["user"] else 2.0,
            says=f"{_number(len(row['notice']), 'notice')} by {', '.join(row['notifier_kind']).replace('_', ' ')}",
            evidence=tuple(row["notice"][:MOST_ITEMS]),
        )
        for row in about.iter_rows(named=True)
    }


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


def accounts_in(frame: pl.DataFrame) -> Iterable[Account]:
    """Give a frame's accounts (platform, account) as values."""
    return (
        Account(platform=Platform(platform), id=AccountId(name))
        for platform, name in frame.select("platform", "account").iter_rows()
    )


def frame_of(accounts: Sequence[Account]) -> pl.DataFrame:
    """Give accounts as a frame: platform, account."""
    rows = [(account.platform, account.id) for account in accounts]
    return pl.DataFrame(rows, schema={"platform": pl.String, "account": pl.String}, orient="row")


def _account(row: Mapping[str, str]) -> Account:
    return Account(platform=Platform(row["platform"]), id=AccountId(row["account"]))


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
