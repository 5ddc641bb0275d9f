"""Secrets that are shown once: sessions, one-time links, keys. Only their fingerprints are kept.

A sealed link needs no keeping at all: it names a thing, and the seal proves that we handed it out.
"""

import hashlib
import hmac
import secrets

from cautery.errors import Missing


def new_secret() -> str:
    """Make a secret of 256 bits, fit for a URL."""
    return secrets.token_urlsafe(32)


def fingerprint(secret: str) -> str:
    """Give what is kept of a secret: from it the secret cannot be found."""
    return hashlib.sha256(secret.encode()).hexdigest()


def form_token(secret: str) -> str:
    """Give what a form must carry to be from one of our own pages, for the session with this secret."""
    return hmac.new(secret.encode(), b"form", hashlib.sha256).hexdigest()


def same(one: str, other: str) -> bool:
    """Compare secrets without telling by the time it takes how much of them is the same."""
    return hmac.compare_digest(one.encode(), other.encode())


def seal(name: str, *, purpose: str, key: bytes) -> str:
    """Name a thing for somebody outside, so that only who was handed the link can name it."""
    return f"{name}.{_seal(name, purpose, key)}"


def unseal(sealed: str, *, purpose: str, key: bytes) -> str:
    """Give what a sealed link names; there is nothing under a link that we did not hand out."""
    name, _, given = sealed.rpartition(".")
    if not name or not same(given, _seal(name, purpose, key)):
        raise Missing("There is nothing under this link; copy it whole from the letter that you got.")
    return name


def _seal(name: str, purpose: str, key: bytes) -> str:
    return hmac.new(key, f"{purpose}\0{name}".encode(), hashlib.sha256).hexdigest()[:40]
