"""Mail, over SMTP.

Settings: `address` is the server, `smtps://mail.example:465` (TLS from the beginning) or `smtp://mail.example:587` (TLS before
anything is said; a server that has none is refused). `from` is who writes. `user` and the secret sign in, where the server asks
for it. `ca_file` names the certificates that are trusted instead of the machine's. `tls = "off"` is only for a server on
this machine.
"""

import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP as WRITTEN
from email.utils import format_datetime, parseaddr
from typing import ClassVar, Self
from urllib.parse import urlsplit

from cautery.errors import CauteryError, Invalid, Permanent, Refused, Temporary
from cautery.platforms.messenger import Letter, Messenger, MessengerSettings

WITHIN_S = 20.0
HERE = ("127.0.0.1", "::1", "localhost")
_PORTS = {"smtp": 587, "smtps": 465}


class Mail(Messenger):
    """A server of mail."""

    needs_address = True
    settings: ClassVar = {
        "from": "the address of mail that letters come from",
        "user": "the name that signs in; without it nobody does",
        "tls": '"on", or "off" for a server on this machine',
        "ca_file": "the path of a file with the certificates that are trusted",
    }

    def __init__(self, post: MessengerSettings) -> None:
        parts = urlsplit(post.address)
        if parts.scheme not in _PORTS or not parts.hostname or parts.username is not None:
            raise Invalid(
                f"[messengers.{post.name}]: write 'address' like smtps://mail.forum.example, without a password."
            )
        self._name, self._implicit = post.name, parts.scheme == "smtps"
        self._host, self._port = parts.hostname, parts.port or _PORTS[parts.scheme]
        self._from, self._user, self._secret = post.needs("from"), post.more.get("user", ""), post.secret
        if parseaddr(self._from)[1].count("@") != 1:
            raise Invalid(f"[messengers.{post.name}]: 'from' must be an address of mail.")
        self._tls = None if post.more.get("tls", "on") == "off" else _trusting(post)
        if self._tls is None and (self._implicit or self._host not in HERE):
            raise Invalid(
                f"[messengers.{post.name}]: mail goes without TLS only to a server on this machine (smtp://)."
            )

    @classmethod
    def connect(cls, post: MessengerSettings) -> Self:
        """Prepare to send mail."""
        return cls(post)

    def send(self, letter: Letter) -> None:
        """Hand a letter to the server; its Message-ID is the same each time."""
        written = self._written(letter)
        try:
            with self._opened() as server:
                if self._tls is not None and not self._implicit:
                    server.starttls(context=self._tls)
                if self._user:
                    server.login(self._user, self._secret)
                server.send_message(written)
        except (OSError, smtplib.SMTPException) as error:
            raise self._ours(error) from None

    def _opened(self) -> smtplib.SMTP:
        if self._implicit and self._tls is not None:
            return smtplib.SMTP_SSL(self._host, self._port, timeout=WITHIN_S, context=self._tls)
        return smtplib.SMTP(self._host, self._port, timeout=WITHIN_S)

    def _written(self, letter: Letter) -> EmailMessage:
        written = EmailMessage(policy=WRITTEN)
        try:
            written["From"], written["To"], written["Subject"] = self._from, letter.to, letter.title
            one = len(written["To"].addresses) == 1
        except ValueError:
            one = False
        if not one:
            raise Permanent("The letter's address is none that mail can be sent to.")
        written["Date"] = format_datetime(letter.at)
        written["Message-ID"] = f"<{letter.id}@{parseaddr(self._from)[1].partition('@')[2]}>"
        written["Auto-Submitted"] = "auto-generated"
        written.set_content("\n\n".join((*letter.paragraphs, *([letter.link] if letter.link else []))))
        written["Content-Language"] = letter.language  # what sets the content clears such headers
        return written

    def _ours(self, error: OSError | smtplib.SMTPException) -> CauteryError:
        """Tell what went wrong without what the server says, which may repeat an address or a secret."""
        where = f"The server of messenger '{self._name}'"
        if isinstance(error, ssl.SSLCertVerificationError):
            return Refused(f"{where} shows a certificate that is not trusted; name its authority as 'ca_file'.")
        if isinstance(error, smtplib.SMTPNotSupportedError):
            return Refused(f"{where} has no TLS, or not what is asked of it; nothing was sent.")
        codes = _codes(error)
        if codes and all(500 <= code < 600 for code in codes):
            return Permanent(f"{where} refuses the letter ({codes[0]}); look at the address, 'from' and the secret.")
        return Temporary(f"{where} did not take the letter ({codes[0] if codes else type(error).__name__}).")


def _codes(error: OSError | smtplib.SMTPException) -> list[int]:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return [code for code, _ in error.recipients.values()]
    return [error.smtp_code] if isinstance(error, smtplib.SMTPResponseException) else []


def _trusting(post: MessengerSettings) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=post.more.get("ca_file") or None)
    except (OSError, ssl.SSLError):
        raise Invalid(f"[messengers.{post.name}]: the certificates in 'ca_file' cannot be read.") from None
