"""Text that only who shows a secret can read again: encrypted under a key made of that secret (AES-256-GCM).

cryptography saves us the cipher. The secret must be one that nobody can guess: 256 random bits, as a key of the API has.
"""

import base64
import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from cautery.errors import Permanent

NONCE_BYTES = 12


def closed(text: str, secret: str) -> str:
    """Encrypt a text."""
    nonce = os.urandom(NONCE_BYTES)
    return base64.b64encode(nonce + AESGCM(_key(secret)).encrypt(nonce, text.encode(), None)).decode()


def opened(sealed: str, secret: str) -> str:
    """Decrypt a text; raise Permanent when it is not of this secret, or was changed."""
    try:
        packed = base64.b64decode(sealed, validate=True)
        return AESGCM(_key(secret)).decrypt(packed[:NONCE_BYTES], packed[NONCE_BYTES:], None).decode()
    except (InvalidTag, ValueError):
        raise Permanent("What was kept cannot be read with this secret; it was changed, or is another's.") from None


def _key(secret: str) -> bytes:
    return hmac.new(secret.encode(), b"kept texts", hashlib.sha256).digest()
