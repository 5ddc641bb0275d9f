"""A program of the owner's, which knows how to reach the person: the platform itself, or a pager.

A letter is a POST of JSON, `{"type": ..., "timestamp": ..., "data": {...}}`, signed as https://www.standardwebhooks.com has it,
with `platform` and `account` (null for people on duty), `to`, `title`, `paragraphs`, `language` and `link` as data. A status of
2xx takes it. Settings: `address` is where letters go, the secret the shared one (`whsec_...`).
"""

from datetime import UTC, datetime
from typing import Self

import msgspec

from cautery.kit.http import Http
from cautery.kit.webhook import headers_for, read_secret
from cautery.platforms.messenger import Letter, Messenger, MessengerSettings


class WebhookMessenger(Messenger):
    """A program at one address."""

    needs_address = False

    def __init__(self, post: MessengerSettings) -> None:
        self._secret, self._http = read_secret(post.secret), Http(post.address)

    @classmethod
    def connect(cls, post: MessengerSettings) -> Self:
        """Prepare to send to a program."""
        return cls(post)

    def send(self, letter: Letter) -> None:
        """Hand a letter to the program, under the same id each time."""
        data = {
            "platform": letter.about.platform if letter.about else None,
            "account": letter.about.id if letter.about else None,
            "to": letter.to,
            "title": letter.title,
            "paragraphs": letter.paragraphs,
            "language": letter.language,
            "link": letter.link,
        }
        body = msgspec.json.encode({"type": letter.kind, "timestamp": letter.at, "data": data})
        headers = headers_for(letter.id, body, secrets=[self._secret], at=datetime.now(UTC))
        told = self._http.ask("POST", "", data=body, headers={**headers, "Content-Type": "application/json"})
        if not 200 <= told.status < 300:
            raise told.error()
