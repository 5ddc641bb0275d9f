"""What suspicion knows of one account: whom it turns to, what it shares and what it says itself.

A dossier grows with every event and its content does not depend on the order in which events arrive. So an account that is
followed live and one that is read from history at once have the same dossier.
"""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cautery.model.account import Account
from cautery.model.content import Content
from cautery.model.event import AnyEvent, FollowCreated, Post, PostCreated, Reference
from cautery.signals.near_index import FEWEST_LETTERS
from cautery.signals.near_texts import plain
from cautery.signals.types.handoff import Handoff
from cautery.signals.types.link import Link
from cautery.suspicion.posture import Posture, posture_of
from cautery.suspicion.voices import MOST_POSTS

_REFERENCES = (f"{what}_{part}" for what in ("reply", "repost", "quote") for part in ("post", "account"))
COLUMNS = ("platform", "account", "at", "post", "text", "links", "mentions", *_REFERENCES)
"""Columns of history's table `posts` that a dossier needs."""
_LINK, _HANDOFF = Link(), Handoff()
ADDRESSED = frozenset({"mentions", "answers", "quotes"})
"""Ties that speak to or of somebody; whoever follows or passes on speaks with them."""


@dataclass(slots=True, kw_only=True)
class AccountTie:
    """What an account did to another one, and the first item (by name) that shows it."""

    kinds: set[str]
    item: str
    addressed: dict[str, Posture] = field(default_factory=dict)
    """How each post stands that mentions, answers or quotes it, by the post."""

    @property
    def is_own(self) -> bool:
        """Tell whether anything in it speaks as its own: not when all that it does is report, refute and quote."""
        return not self.addressed or not ADDRESSED.issuperset(self.kinds) or "own" in self.addressed.values()


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class OwnText:
    """One own text."""

    at: datetime
    post: str
    text: str
    links: tuple[str, ...] = ()
    posture: Posture = "own"


@dataclass(slots=True, kw_only=True)
class Dossier:
    """One account, as far as suspicion needs it. Of each value the item with the lowest name is kept."""

    about: Account
    ties: dict[str, AccountTie] = field(default_factory=dict)
    """By the other account."""
    links: dict[str, str] = field(default_factory=dict)
    handoffs: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    """Own texts, written plainly."""
    said: list[OwnText] = field(default_factory=list)
    """The newest own texts, oldest first, each once."""
    notices: dict[str, str] = field(default_factory=dict)
    """Notices about it, by the kind of whoever sent them."""

    def see(self, event: AnyEvent) -> None:
        """Take in an event of this account."""
        if isinstance(event, PostCreated):
            self.see_post(event.post, event.at)
        elif isinstance(event, FollowCreated):
            self.see_follow(event.target, event.id)

    def see_follow(self, target: str, item: str) -> None:
        """Take in that it follows somebody."""
        self._tie(target, "follows", item)

    def see_notice(self, notice: str, kind: str) -> None:
        """Take in a notice about this account."""
        self.notices[notice] = kind

    def see_post(self, post: Post, at: datetime) -> None:
        """Take in a post: what is passed on says whom one turns to, and only one's own words what one shares."""
        posture = posture_of(post) if own_text(post) is not None else "own"
        for other in post.mentions:
            self._tie(other, "mentions", post.id, posture)
        for reference, kind in ((post.reply_to, "answers"), (post.repost_of, "reposts"), (post.quote_of, "quotes")):
            if reference is not None and reference.account:
                self._tie(reference.account, kind, post.id, posture)
        if (text := own_text(post)) is None:
            return
        if posture in ("reports", "refutes"):
            self._say(OwnText(at=at, post=post.id, text=text, links=post.links, posture=posture))
            return
        content = Content(text=text, links=post.links)
        for link in _LINK.extract(content):
            _lowest(self.links, link, post.id)
        for contact in _HANDOFF.extract(content):
            _lowest(self.handoffs, contact, post.id)
        self.note_text(text, post.id)
        self._say(OwnText(at=at, post=post.id, text=text, links=post.links, posture=posture))

    def note_text(self, text: str, item: str) -> None:
        """Note an own text, written plainly; a very short one says nothing."""
        if len(written := plain(text)) >= FEWEST_LETTERS:
            _lowest(self.texts, written, item)

    def newest(self) -> tuple[OwnText, ...]:
        """Give the newest own texts, oldest first."""
        return tuple(self.said)

    def _say(self, said: OwnText) -> None:
        at = bisect_left(self.said, said)
        if at == len(self.said) or self.said[at] != said:
            self.said.insert(at, said)
            del self.said[:-MOST_POSTS]

    def _tie(self, other: str, kind: str, item: str, posture: Posture = "own") -> None:
        if other == self.about.id:
            return
        tie = self.ties.setdefault(other, AccountTie(kinds=set(), item=item))
        tie.kinds.add(kind)
        tie.item = min(tie.item, item)
        if kind in ADDRESSED:
            tie.addressed[item] = posture


def own_text(post: Post) -> str | None:
    """Give what an account wrote itself in a post; None where it only passes on."""
    return None if post.repost_of is not None or (post.text or "RT @").startswith("RT @") else post.text


def post_of(row: Mapping[str, Any]) -> Post:
    """Read a post from a row of history's table `posts`; media are left out."""
    return Post(
        id=row["post"],
        text=row["text"],
        links=tuple(row["links"] or ()),
        mentions=tuple(row["mentions"] or ()),
        reply_to=_reference(row, "reply"),
        repost_of=_reference(row, "repost"),
        quote_of=_reference(row, "quote"),
    )


def _reference(row: Mapping[str, Any], what: str) -> Reference | None:
    post, account = row[f"{what}_post"], row[f"{what}_account"]
    return Reference(post=post, account=account) if post or account else None


def _lowest(items: dict[str, str], value: str, item: str) -> None:
    known = items.get(value)
    if known is None or item < known:
        items[value] = item
