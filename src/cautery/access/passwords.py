"""Passwords: long ones, kept as slow hashes, compared without telling which part was wrong.

argon2-cffi saves us Argon2id (RFC 9106) and its safe settings; this is its one door.
"""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from cautery.errors import Invalid
from cautery.model.person import PersonId

SHORTEST = 12
LONGEST = 200
_hasher = PasswordHasher()  # Argon2id, 64 MiB, three passes
_NOBODY = _hasher.hash("there is nobody of that name")


def hash_password(password: str, *, person: PersonId) -> str:
    """Hash a new password; refuse one that is too easy to guess."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise Invalid(f"A password has at least {SHORTEST} letters, and at most {LONGEST}; a few words are best.")
    if person.casefold() in password.casefold() or len(set(password)) < 5:
        raise Invalid("A password must not hold the person's name, nor one letter over and over; a few words are best.")
    return _hasher.hash(password)


def is_password(password: str, kept: str | None) -> bool:
    """Say whether a password is the one that was kept; takes as long when nobody of that name has one."""
    try:
        return _hasher.verify(_NOBODY if kept is None else kept, password) and kept is not None
    except (VerificationError, InvalidHashError):
        return False
