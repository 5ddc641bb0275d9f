"""Somebody outside says that something is wrong: what a notice must hold, and when many of them are one flood."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cautery.cases.opening import Complaint
from cautery.errors import Invalid
from cautery.kit.canonical import digest
from cautery.model.account import Account, AccountId, Platform
from cautery.model.notice import FiledNotice, NotifierKind

LONGEST = 5_000
LONGEST_NAME = 512
FLOOD = 5
FLOOD_WITHIN = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeForm:
    """What somebody filled in."""

    platform: str
    account: str
    post: str = ""
    place: str
    category: str
    text: str
    name: str = ""
    email: str = ""
    in_good_faith: bool


def complaint_of(said: NoticeForm, *, kind: NotifierKind, at: datetime) -> Complaint:
    """Read a notice as what may open a case; refuse one that could not be answered or found (Article 16(2))."""
    if not said.account.strip() or not said.place.strip():
        raise Invalid("Say which account it is, and give the exact address of what is wrong.")
    if not 1 <= len(said.text.strip()) <= LONGEST:
        raise Invalid(f"Say why you think that it is terrorist content, in at most {LONGEST} letters.")
    if not said.in_good_faith:
        raise Invalid("A notice is only taken with the statement that what it says is right as far as you know.")
    if said.email.strip() and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", said.email.strip()):
        raise Invalid("The e-mail address cannot be right; leave it out, or write it like name@example.org.")
    if any(len(value) > LONGEST_NAME for value in (said.account, said.post, said.name, said.email, said.category)):
        raise Invalid(f"A name or an address in the notice is longer than {LONGEST_NAME} letters.")
    if any("\0" in value for value in (said.platform, said.account, said.post, said.place, said.text, said.name)):
        raise Invalid("There is a NUL in the notice, which no text has.")
    about = Account(platform=Platform(said.platform.strip()), id=AccountId(said.account.strip()))
    return Complaint(
        notice=digest("filed", about.platform, about.id, said.post, said.text, said.email, at.isoformat())[:16],
        about=about,
        post=said.post.strip() or None,
        kind=kind,
        category=said.category.strip() or None,
        at=at,
    )


def is_flood(filed: Sequence[FiledNotice], *, at: datetime) -> bool:
    """Say whether many people complained of one account within a day: shown as one thing, for it may be a campaign."""
    recent = [notice for notice in filed if at - notice.at < FLOOD_WITHIN and notice.kind == "user"]
    return len(recent) >= FLOOD
