"""Known browsers: one in which somebody came in before carries a signed cookie, and strangers who guess do not keep it out.

It opens nothing by itself. It has its own few tries for its owner's name, so that a stolen one guesses no faster either.
"""

import hashlib
import hmac
from datetime import UTC, datetime, timedelta

from cautery.access.tokens import new_secret, same
from cautery.model.person import PersonId

LASTS = timedelta(days=180)


def mark_browser(person: PersonId, *, key: bytes, at: datetime) -> str:
    """Make what a browser carries from now on."""
    said = f"{person}!{int(at.timestamp())}!{new_secret()}"
    return f"{said}!{_signed(said, key)}"


def browser_of(mark: str, person: PersonId, *, key: bytes, at: datetime) -> str | None:
    """Name the browser in which this person came in before; None for any other, and for a mark that is not ours."""
    said, _, signed = mark.rpartition("!")
    parts = said.split("!")
    if len(parts) != 3 or parts[0] != person or not same(signed, _signed(said, key)):
        return None
    made_at = datetime.fromtimestamp(int(parts[1]), UTC)
    return hashlib.sha256(parts[2].encode()).hexdigest()[:32] if at - made_at < LASTS else None


def _signed(said: str, key: bytes) -> str:
    return hmac.new(key, said.encode(), hashlib.sha256).hexdigest()
