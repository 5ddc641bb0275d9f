"""Reads what a server sends by itself: the webhooks of its administration, in their own form (no template), each signed.

The signature is over the body alone, so that one may be sent again by whoever caught it; it then has the names that it had
and is known. A server tries again for some two days to be heard, and with nothing else when it is told 401.
"""

import hashlib
import hmac
from collections.abc import Callable, Mapping
from datetime import datetime

import msgspec

from cautery.errors import Invalid, Refused
from cautery.kit.unreadable import NOT_JSON
from cautery.model.account import Platform
from cautery.model.event import AnyEvent, Time
from cautery.platforms.connector import Delivery
from cautery.platforms.connectors.mastodon.accounts import Holder, changed, moved, opened
from cautery.platforms.connectors.mastodon.reports import Report, added_to, notices_of
from cautery.platforms.connectors.mastodon.statuses import Status, edited, posted
from cautery.platforms.reach import Reach

SIGNATURE = "x-hub-signature"


class _Sent(msgspec.Struct):
    event: str
    created_at: Time
    object: msgspec.Raw


def signature_of(secret: str, body: bytes) -> str:
    """Write the signature of a body."""
    return f"sha256={hmac.digest(secret.encode(), body, hashlib.sha256).hex()}"


def read_signed(reach: Reach, delivery: Delivery) -> list[AnyEvent]:
    """Read what was sent: an event, or none where it is about what not everybody may read."""
    if not reach.webhook_secret:
        raise Refused(
            f"'{reach.platform}' is to send nothing by itself: name a 'webhook_secret_file' in "
            f"[platforms.{reach.platform}] if it is."
        )
    shown = delivery.headers.get(SIGNATURE, "").encode(errors="replace")
    if not hmac.compare_digest(shown, signature_of(reach.webhook_secret, delivery.body).encode()):
        raise Refused(f"This is not signed ({SIGNATURE}) with the secret of the webhook of '{reach.platform}'.")
    try:
        sent = msgspec.json.decode(delivery.body, type=_Sent)
        read = _READ.get(sent.event)
        events = read(sent.object, reach.platform, sent.created_at) if read else []
    except Exception as error:  # whatever is sent: it costs this delivery alone
        why = (
            error if isinstance(error, NOT_JSON) else type(error).__name__
        )  # what JSON lacks is told without what it holds
        raise Invalid(f"'{reach.platform}' sent what cannot be read; is the webhook's template empty? {why}") from None
    if read is None:
        raise Invalid(
            f"'{reach.platform}' sent '{sent.event[:40]}', which means nothing here; known are: {', '.join(_READ)}."
        )
    return [event for event in events if event is not None]


Read = list[AnyEvent | None]


def _opened(raw: msgspec.Raw, platform: Platform, _: datetime) -> Read:
    return [opened(msgspec.json.decode(raw, type=Holder), platform)]


def _changed(raw: msgspec.Raw, platform: Platform, at: datetime) -> Read:
    holder = msgspec.json.decode(raw, type=Holder)
    return [changed(holder, platform, at=at), moved(holder, platform, at=at)]


def _posted(raw: msgspec.Raw, platform: Platform, _: datetime) -> Read:
    return [posted(msgspec.json.decode(raw, type=Status), platform)]


def _edited(raw: msgspec.Raw, platform: Platform, _: datetime) -> Read:
    return [edited(msgspec.json.decode(raw, type=Status), platform)]


def _reported(raw: msgspec.Raw, platform: Platform, _: datetime) -> Read:
    return [*notices_of(msgspec.json.decode(raw, type=Report), platform)]


def _report_changed(raw: msgspec.Raw, platform: Platform, _: datetime) -> Read:
    return [*added_to(msgspec.json.decode(raw, type=Report), platform)]


_READ: Mapping[str, Callable[[msgspec.Raw, Platform, datetime], Read]] = {
    "account.created": _opened,
    "account.approved": _changed,
    "account.updated": _changed,
    "report.created": _reported,
    "report.updated": _report_changed,
    "status.created": _posted,
    "status.updated": _edited,
}
