"""Events and texts without what names a person: its own events go, in those of others a made-up name takes its place."""

import re
import secrets
from collections.abc import Sequence
from typing import Any

import msgspec

from cautery.pipeline.personal_data.subject import DataSubject

LEAST_ID = 5
"""Letters of an account's id from which on it is looked for anywhere in a text; a shorter one could be any number."""
LEAST_HANDLE = 12
"""Letters of a handle that is only letters, from which on it counts as a name also without an '@'; shorter ones are words."""
SHORTEST = b"x"
"""What names the account where there is no room for more."""
REFERENCES = ("reply_to", "repost_of", "quote_of")


class Redaction:
    """What is done to events and texts for one person."""

    def __init__(self, subject: DataSubject) -> None:
        self._about, self._handles = subject.about, subject.handles
        self.name = f"erased-{secrets.token_hex(4)}"
        """What stands in the place of the account."""
        self._pattern = re.compile("|".join(_patterns(subject)), re.IGNORECASE)
        self.events = self.mentions = 0
        """Own events that went, and events of others that changed."""

    def lines(self, lines: bytes) -> Sequence[bytes]:
        """Give what is left of a batch of the journal, and shorter ones where that has no room; none: it names nobody.

        The shortest leaves out the events of others that name the person.
        """
        if not self._may_name(lines):
            return ()
        left, short, others, events = [], [], [], 0
        for line in lines.splitlines(keepends=True):
            event = msgspec.json.decode(line)
            if (event.get("platform"), event.get("account")) == (self._about.platform, self._about.id):
                events += 1
                continue
            new = self._event(event)
            names = new != event
            left.append(msgspec.json.encode(new) + b"\n" if names else line)
            short.append(left[-1].replace(self.name.encode(), SHORTEST))
            others += [] if names else [line]
        mentions = len(left) - len(others)
        self.events, self.mentions = self.events + events, self.mentions + mentions
        if not events and not mentions:
            return ()
        return tuple(dict.fromkeys(map(b"".join, (left, short, others))))

    def text(self, text: str) -> str:
        """Put the made-up name in the place of the account's id and handles."""
        return self._pattern.sub(self._instead, text)

    def names(self, text: str) -> bool:
        """Tell whether a text names the person."""
        return self._pattern.search(text) is not None

    def _may_name(self, lines: bytes) -> bool:
        lowered = lines.lower()
        return any(name.lower().encode() in lowered for name in (self._about.id, *self._handles)) or b"\\u" in lines

    def _event(self, event: Any) -> Any:
        """Rewrite an event of somebody else."""
        same = event.get("platform") == self._about.platform
        return self._walk(self._without_words(event) if same else event, same=same)

    def _without_words(self, event: Any) -> Any:
        """Leave out the person's own words where another's post repeats or quotes them."""
        post = event.get("post")
        if not isinstance(post, dict) or not any(self._refers(post.get(name)) for name in REFERENCES):
            return event
        drop = {"quoted", "text"} if self._refers(post.get("repost_of")) else {"quoted"}
        return {**event, "post": {name: value for name, value in post.items() if name not in drop}}

    def _refers(self, reference: object) -> bool:
        return isinstance(reference, dict) and reference.get("account") == self._about.id

    def _walk(self, value: Any, *, same: bool, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: self._walk(one, same=same, key=name) for name, one in value.items()}
        if isinstance(value, list):
            return [self._walk(one, same=same, key=key) for one in value]
        if not isinstance(value, str):
            return value
        if same and value == self._about.id and key in ("account", "target", "mentions", "by"):
            return self.name
        return self.text(value)

    def _instead(self, found: re.Match[str]) -> str:
        before = found.group(0)
        return f"@{self.name}" if before.startswith("@") else self.name


def _patterns(subject: DataSubject) -> list[str]:
    identifier = re.escape(subject.about.id)
    found = [rf"(?<![A-Za-z0-9_]){identifier}(?![A-Za-z0-9_])"] if len(subject.about.id) >= LEAST_ID else []
    for handle in sorted(subject.handles, key=len, reverse=True):
        name = re.escape(handle)
        found.append(rf"(?<![\w.])@{name}(?!\w)")
        found.append(rf"\A{name}\Z")
        found.append(rf'(?<="){name}(?=")')
        if not handle.isalpha() or len(handle) >= LEAST_HANDLE:
            found.append(rf"(?<![\w.]){name}(?!\w)")
    return found or [r"(?!)"]
