"""What was removed becomes values that keep it down: its texts, its media, its links to pastes and files, its contacts."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from cautery.model.bank import BankEntry
from cautery.model.content import Content
from cautery.signals.banks.entries import entry_of
from cautery.signals.hosts import role_of
from cautery.signals.kinds import signal_types
from cautery.signals.links.canonical import host_of

WORTH_BANKING = frozenset({"near_text", "document", "question", "handoff", "link"})
"""Types of text of which a whole value is material; single words are not."""
HELD_BY = frozenset({"paste", "file", "audio", "video", "image", "chat_invite"})
"""Hosts where a link is the material itself; a link to the news is not."""


def arm(
    contents: Iterable[Content], *, said: Mapping[str, str], bank: str, origin: str, by: str, at: datetime
) -> Iterator[BankEntry]:
    """Give entries for all that some contents can be known again by, each once."""
    for kind, value in dict.fromkeys(pair for content in contents for pair in _values(content)):
        row = {**said, "type": kind, "value": value}
        yield entry_of(row, bank=bank, origin=origin, policy="house", by=by, at=at)


def _values(content: Content) -> Iterator[tuple[str, str]]:
    for media in content.media:
        for mark in media.fingerprints:
            if not mark.view:
                yield mark.type, mark.value
    for name, kind in signal_types().items():
        if name in WORTH_BANKING:
            for value in kind.extract(content):
                if name != "link" or role_of(host_of(value)) in HELD_BY:
                    yield name, value
