"""Questions that need no keeping: a challenge says when it was asked, for what and whom, and its seal proves that we asked.

So that strangers who ask for thousands of them cost nothing, and keep nobody else from asking.
"""

import hashlib
import hmac
from datetime import UTC, datetime, timedelta

from cautery.access.tokens import new_secret, same


def ask(use: str, *, key: bytes, at: datetime) -> str:
    """Make a challenge for one use: coming in, or a new passkey of somebody."""
    said = f"{int(at.timestamp())}.{new_secret()}"
    return f"{said}.{_sealed(said, use, key)}"


def was_asked(challenge: str, use: str, *, key: bytes, at: datetime, within: timedelta) -> bool:
    """Say whether we asked this for this use, and not too long ago."""
    said, _, sealed = challenge.rpartition(".")
    if not said or not same(sealed, _sealed(said, use, key)):
        return False
    asked_at = datetime.fromtimestamp(int(said.partition(".")[0]), UTC)
    return timedelta(seconds=-1) <= at - asked_at < within


def _sealed(said: str, use: str, key: bytes) -> str:
    return hmac.new(key, f"{use}\0{said}".encode(), hashlib.sha256).hexdigest()
