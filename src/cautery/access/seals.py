"""Seals: what opens the door is bound to a key outside of the database, so that whoever writes there becomes nobody by it."""

import hashlib
import hmac
import os
from collections.abc import Mapping
from pathlib import Path

from cautery.errors import Missing, Permanent
from cautery.kit.canonical import canonical_json
from cautery.kit.files import replace_file

KEY_BYTES = 32


class Seals:
    """Binds rows to a key; and makes other keys of it, each for one use."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def over(self, what: str, row: Mapping[str, object]) -> str:
        """Give the seal of a row: HMAC-SHA256 over its kind and its canonical form, in hex."""
        said = canonical_json({"what": what, "row": dict(row)})
        return hmac.new(self.key_for("rows"), said, hashlib.sha256).hexdigest()

    def hold(self, what: str, row: Mapping[str, object], seal: str | None) -> bool:
        """Say whether a row is one that was sealed here."""
        return seal is not None and hmac.compare_digest(seal.encode(), self.over(what, row).encode())

    def key_for(self, use: str) -> bytes:
        """Give the key for one use."""
        return hmac.new(self._key, use.encode(), hashlib.sha256).digest()


def make_seals(path: Path) -> bool:
    """Make the key where there is none; says whether there was none."""
    if path.exists():
        return False
    path.parent.mkdir(mode=0o700, exist_ok=True)
    replace_file(path, os.urandom(KEY_BYTES), mode=0o600)
    return True


def read_seals(path: Path) -> Seals:
    """Read the key."""
    try:
        key = path.read_bytes()
    except FileNotFoundError:
        raise Missing(
            f"The key '{path}' that sessions and passwords are bound to is gone; restore it from a backup. "
            f"'cautery init' makes a new one: then everybody must be invited again, with 'cautery invite'."
        ) from None
    if len(key) != KEY_BYTES:
        raise Permanent(f"The key '{path}' is damaged; restore it from a backup.")
    return Seals(key)
