"""Bytes that only the holder of another key can read: encrypted with age (age-encryption.org) to a public key.

pyrage saves us the format, so that the `age` tool opens such bytes too; this is its one door.
"""

from dataclasses import dataclass

from pyrage import DecryptError, IdentityError, RecipientError, decrypt, encrypt, x25519

from cautery.errors import Invalid


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AgeKey:
    """A new pair of keys; never printed as a whole, so that no log shows the secret half."""

    public: str
    """Begins with 'age1'; whoever has it can encrypt."""
    secret: str
    """Begins with 'AGE-SECRET-KEY-1'; whoever has it can read."""


def new_age_key() -> AgeKey:
    """Make a pair of keys."""
    identity = x25519.Identity.generate()
    return AgeKey(public=str(identity.to_public()), secret=str(identity))


def encrypt_to(public: str, data: bytes) -> bytes:
    """Encrypt for the holder of a key; Invalid where that is no public key."""
    try:
        sealed: bytes = encrypt(data, [x25519.Recipient.from_str(public)])
    except RecipientError:
        raise Invalid(f"'{public[:80]}' is no public key of age; it begins with 'age1'.") from None
    return sealed


def decrypt_with(secret: str, data: bytes) -> bytes:
    """Decrypt; Invalid where the key is no secret key of age, or not the one that this was encrypted to."""
    try:
        opened: bytes = decrypt(data, [x25519.Identity.from_str(_key_line(secret))])
    except IdentityError:
        raise Invalid("This file holds no secret key of age: a line that begins with 'AGE-SECRET-KEY-1'.") from None
    except DecryptError:
        raise Invalid("This key does not open the backup, or the backup was changed.") from None
    return opened


def _key_line(text: str) -> str:
    """Give the line of a key's file that is the key: `age-keygen` writes comments above it."""
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return lines[0] if lines else ""
