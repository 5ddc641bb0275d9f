"""A mailbox that is read over IMAP: new messages, when the mail server took each, and what that server says of the sender.

The server's word about DKIM is read from its own Authentication-Results header (RFC 8601), the topmost one and only under the
server's name: headers of others prove nothing. No link or attachment is opened.
"""

import email.policy
import imaplib
import logging
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.utils import parseaddr
from time import mktime
from typing import Any
from urllib.parse import urlsplit

from cautery.errors import Invalid, Temporary
from cautery.model.order import Authenticity

log = logging.getLogger(__name__)
WAIT_S = 30.0
MOST_AT_ONCE = 50
MOST_BYTES = 25_000_000
MOST_LETTERS = 200_000
LONGEST_HEADER = 30_000
"""Bytes: what is longer would hold the parser up for minutes."""
ONCE = ("From", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type", "Content-Transfer-Encoding")
"""Headers that stand once: of two, a signature covers one, and readers may show the other."""
_URL = re.compile(r"""https?://[^\s<>"'\]\)]+""")
_DOMAIN = re.compile(r"header\.(?:d|i)=@?([A-Za-z0-9.-]+)")
_ASIDE = re.compile(r'"(?:[^"\\]|\\.)*"|\((?:[^()\\]|\\.)*\)', re.DOTALL)
"""Quoted words and comments of a header: a sender's own words may stand in them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxMessage:
    """One message as it came."""

    uid: str
    raw: bytes
    received_at: datetime
    """When the mail server took it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailedOrder:
    """What of an order can be read from a message; a person reads the rest."""

    sender: str
    subject: str
    message_id: str
    urls: tuple[str, ...]
    text: str
    authentic: Authenticity
    evidence: str


class Mailbox:
    """One open mailbox."""

    def __init__(self, connection: imaplib.IMAP4) -> None:
        self._connection = connection

    def unseen(self) -> Iterator[MailboxMessage]:
        """Give the messages that nobody has read, oldest first. They stay unread until `seen`."""
        found = _ok(self._connection.uid("SEARCH", "UNSEEN"))
        for uid in found[0].split()[:MOST_AT_ONCE] if found and found[0] else ():
            asked = f"(INTERNALDATE BODY.PEEK[]<0.{MOST_BYTES}>)"
            answer = _ok(self._connection.uid("FETCH", uid.decode(), asked))
            part = next((one for one in answer if isinstance(one, tuple)), None)
            if part is not None:
                told = b" ".join(one[0] if isinstance(one, tuple) else one for one in answer if one)
                yield MailboxMessage(uid=uid.decode(), raw=part[1][:MOST_BYTES], received_at=_taken_at(told))

    def seen(self, uid: str) -> None:
        """Mark a message as read, once what it says is kept."""
        _ok(self._connection.uid("STORE", uid, "+FLAGS", r"(\Seen)"))


@contextmanager
def open_mailbox(address: str, *, user: str, secret: str, folder: str) -> Iterator[Mailbox]:
    """Open a mailbox; Temporary where it cannot be reached.

    Args:
        address: imaps://HOST:PORT, or imap://127.0.0.1:PORT for a server on this machine.
    """
    parts = urlsplit(address)
    if parts.scheme not in ("imap", "imaps") or not parts.hostname:
        raise Invalid(f"A mailbox's address begins with imaps://; it is '{address}'.")
    if parts.scheme == "imap" and parts.hostname not in ("127.0.0.1", "::1", "localhost"):
        raise Invalid("A password goes to another machine only encrypted: write imaps:// in the mailbox's address.")
    try:
        connection = _connected(parts.scheme, parts.hostname, parts.port)
        connection.login(user, secret)
        _ok(connection.select(folder))
    except (OSError, imaplib.IMAP4.error) as error:
        raise Temporary(f"The mailbox '{address}' cannot be read: {error}.") from None
    try:
        yield Mailbox(connection)
    except (OSError, imaplib.IMAP4.error) as error:
        raise Temporary(f"The mailbox '{address}' cannot be read: {error}.") from None
    finally:
        with suppress(OSError, imaplib.IMAP4.error):
            connection.logout()


def read_order(raw: bytes, *, server: str, domains: frozenset[str]) -> MailedOrder:
    """Read a message; one that no software can read gives nothing, and a person reads it.

    Args:
        server: the name under which one's own mail server writes what it found out (authserv-id).
        domains: of authorities that are known here; a signature of another domain proves nothing about an authority.
    """
    try:
        if _longest_header(raw) <= LONGEST_HEADER:
            return _read(raw, server=server, domains=domains)
    except (
        Exception
    ) as error:  # strangers write it, and the parser has many ways to fail; no message may hold up others
        log.warning("a message in the mailbox cannot be read: %s", type(error).__name__)
    return MailedOrder(
        sender="",
        subject="",
        message_id="",
        urls=(),
        text="",
        authentic="unknown",
        evidence="software cannot read this message",
    )


def _read(raw: bytes, *, server: str, domains: frozenset[str]) -> MailedOrder:
    message = message_from_bytes(raw, policy=email.policy.default)
    text = _text(message)
    authentic, evidence = _proved(message, server, domains)
    return MailedOrder(
        sender=_plain(parseaddr(str(message.get("From", "")))[1])[:500],
        subject=_plain(str(message.get("Subject", "")))[:500],
        message_id=_plain(str(message.get("Message-ID", "")))[:500],
        urls=tuple(dict.fromkeys(url.rstrip(".,;") for url in _URL.findall(text))),
        text=text,
        authentic=authentic,
        evidence=evidence,
    )


def _proved(message: EmailMessage, server: str, domains: frozenset[str]) -> tuple[Authenticity, str]:
    """Say what one's own server found out: a signature that does not hold is 'no', whatever else does."""
    told = [value for name, value in message.raw_items() if name.casefold() == "authentication-results"]
    said = _without_asides(told[0]) if told else ""
    if not server or said.split(";")[0].split()[:1] != [server]:
        return "unknown", "the mail server told nothing of a signature"
    results = [_plain(part) for part in said.split(";") if part.strip().startswith("dkim=")]
    if any(not result.startswith(("dkim=pass", "dkim=none", "dkim=temperror")) for result in results):
        return "no", f"a signature is wrong: {'; '.join(results)[:300]}"
    signed = {
        found[1].casefold()
        for result in results
        if result.startswith("dkim=pass") and (found := _DOMAIN.search(result))
    }
    known = sorted(signed & domains)
    if twice := [name for name in ONCE if len(message.get_all(name, [])) > 1]:
        return "unknown", f"the header '{twice[0]}' stands in it twice, and a signature covers one of them"
    if known and parseaddr(str(message.get("From", "")))[1].rpartition("@")[2].casefold() in known:
        return "yes", f"signed by {known[0]} (DKIM), as the mail server '{server}' verified"
    return "unknown", f"no signature of a known authority: {'; '.join(results)[:300] or 'none'}"


def _without_asides(told: str) -> str:
    """Give what one's own server says without quoted words and comments; '' where they do not end, or cannot be told apart."""
    asides, plain = _ASIDE.findall(told), _ASIDE.sub(" ", told)
    mixed = any(aside.startswith("(") and '"' in aside for aside in asides)
    return "" if mixed or any(mark in plain for mark in '"()\\') else plain


def _longest_header(raw: bytes) -> int:
    """Give the longest line with those that continue it, in bytes."""
    longest = length = 0
    for line in raw.split(b"\n"):
        length = len(line) + (length if line[:1] in (b" ", b"\t") else 0)
        longest = max(longest, length)
    return longest


def _plain(text: str) -> str:
    """Give a text on one line, with nothing in it that no database keeps."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in " ".join(text.split()))


def _text(message: EmailMessage) -> str:
    try:
        body = message.get_body(preferencelist=("plain", "html"))
        said = str(body.get_content())[:MOST_LETTERS] if body is not None else ""
    except (LookupError, ValueError, KeyError, AttributeError):
        return ""
    return said.encode(errors="replace").decode().replace("\0", "\ufffd")


def _taken_at(told: bytes) -> datetime:
    """Read when the server took a message (INTERNALDATE), which says its own time zone."""
    at = imaplib.Internaldate2tuple(told)
    if at is None:
        raise Temporary("The mail server does not say when it took a message.")
    return datetime.fromtimestamp(mktime(at), UTC)


def _connected(scheme: str, host: str, port: int | None) -> imaplib.IMAP4:
    if scheme == "imaps":
        return imaplib.IMAP4_SSL(host, port or 993, ssl_context=ssl.create_default_context(), timeout=WAIT_S)
    return imaplib.IMAP4(host, port or 143, timeout=WAIT_S)


def _ok(answer: tuple[str, list[Any]]) -> list[Any]:
    if answer[0] != "OK":
        raise Temporary(f"The mailbox says {answer[0]}: {answer[1]!r:.200}")
    return answer[1]
