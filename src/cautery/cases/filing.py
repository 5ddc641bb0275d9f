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
        raise Invalid("Give the exact web address of the content and the name of the account.")
    if not 1 <= len(said.text.strip()) <= LONGEST:
        raise Invalid("Say why you think this is terrorist content, in at most 5,000 characters.")
    if not said.in_good_faith:
        raise Invalid("Please confirm that your information is accurate and complete.")
    if said.email.strip() and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", said.email.strip()):
        raise Invalid("The e-mail address is not valid. Leave the field empty, or write it like name@example.org.")
    if any(len(value) > LONGEST_NAME for value in (said.account, said.post, said.name, said.email, said.category)):
        raise Invalid("A field is too long. Shorten it to at most 512 characters.")
    if any("\0" in value for value in (said.platform, said.account, said.post, said.place, said.text, said.name)):
        raise Invalid("The text contains a character that cannot be stored. Remove it and send it again.")
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
