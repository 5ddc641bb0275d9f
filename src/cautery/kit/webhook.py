"""Signs what is sent to somebody's program, so that it knows it is from us, whole, and not sent again by another.

As https://www.standardwebhooks.com has it, symmetric: HMAC-SHA256 over id, time and body, in base64, behind 'v1,'.
"""

import binascii
import hashlib
import hmac
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from datetime import datetime

from cautery.errors import Invalid

SECRET_BYTES = 32


def headers_for(name: str, body: bytes, *, secrets: Sequence[bytes], at: datetime) -> Mapping[str, str]:
    """Give the headers of a message; while a secret is being replaced it is signed with both.

    Args:
        name: the same each time that this message is tried, so that a receiver knows it again.
    """
    seconds = str(int(at.timestamp()))
    return {
        "webhook-id": name,
        "webhook-timestamp": seconds,
        "webhook-signature": " ".join(_signature(secret, name, seconds, body) for secret in secrets),
    }


def told(secret: bytes) -> str:
    """Write a secret as receivers' libraries read it."""
    return f"whsec_{b64encode(secret).decode()}"


def read_secret(said: str) -> bytes:
    """Read a secret as it was told; the error never repeats it."""
    try:
        return b64decode(said.removeprefix("whsec_"), validate=True)
    except (binascii.Error, ValueError):
        raise Invalid("A secret of a webhook is 'whsec_' and base64; this one is not.") from None


def _signature(secret: bytes, name: str, seconds: str, body: bytes) -> str:
    signed = f"{name}.{seconds}.".encode() + body
    return f"v1,{b64encode(hmac.digest(secret, signed, hashlib.sha256)).decode()}"
