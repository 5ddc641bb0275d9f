"""Keyed hashes of what identifies people: they can be compared while their key is kept, and say nothing once it is gone.

A key is rotated by adding another. For a while values are hashed under both, so that what came in before can still be compared;
then the old key is dropped, and whatever was hashed only under it is compared with nothing any more.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from cautery.errors import Permanent
from cautery.kit.files import replace_file
from cautery.kit.unreadable import NOT_JSON

OVERLAP = timedelta(days=90)
"""How long a key that was replaced is still hashed under: as long as traits of access are compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyringKey:
    """A secret, and how long it is used."""

    id: str
    secret: str
    until: datetime | None = None
    """None: it is the newest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyring:
    """The keys in use, newest first."""

    keys: tuple[KeyringKey, ...]

    def hashed(self, name: str, value: str, *, at: datetime) -> str:
        """Hash a value of a trait under every key in use, separated by spaces: equal values share a hash."""
        said = f"{name}\0{value}".encode("utf-8", "surrogatepass")
        return " ".join(
            f"{key.id}:{hmac.digest(bytes.fromhex(key.secret), said, hashlib.sha256)[:12].hex()}"
            for key in self.keys
            if key.until is None or at < key.until
        )

    def secrets_for(self, name: str, *, at: datetime) -> tuple[bytes, ...]:
        """Give the secrets of whoever bears a name, one under each key in use, newest first. They are kept nowhere."""
        return tuple(
            hmac.digest(bytes.fromhex(key.secret), f"secret\0{name}".encode(), hashlib.sha256)
            for key in self.keys
            if key.until is None or at < key.until
        )

    def rotated(self, *, at: datetime) -> "Keyring":
        """Give the keyring with a new key; those whose time is over are dropped for good."""
        number = 1 + max((int(key.id.removeprefix("k")) for key in self.keys), default=0)
        kept = [
            KeyringKey(id=key.id, secret=key.secret, until=key.until or at + OVERLAP)
            for key in self.keys
            if key.until is None or at < key.until
        ]
        return Keyring(keys=(KeyringKey(id=f"k{number}", secret=secrets.token_hex(32)), *kept))


def new_keyring(*, at: datetime) -> Keyring:
    """Make a keyring with one key."""
    return Keyring(keys=()).rotated(at=at)


def read_keyring(path: Path) -> Keyring | None:
    """Read a keyring; None where there is none."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Keyring) if path.exists() else None
    except NOT_JSON:
        raise Permanent(
            f"The keys in '{path}' are damaged; restore them from a backup, for without them no newcomer is known again."
        ) from None


def write_keyring(keyring: Keyring, path: Path) -> None:
    """Keep a keyring, readable by its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    replace_file(path, msgspec.json.encode(keyring), mode=0o600)
