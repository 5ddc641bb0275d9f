"""Signed notes and checkpoints, as C2SP writes them (c2sp.org/signed-note, c2sp.org/tlog-checkpoint), with Ed25519.

A checkpoint's text is three lines: whose log, how many entries, the root in base64. A signature line names the key and carries
four bytes of the key's hash before the signature. cryptography saves us Ed25519; this is its one door.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from cautery.errors import Invalid

_ED25519 = b"\x01"
_DASH = "\u2014"
MOST_DIGITS = 19


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """What a log said of itself."""

    origin: str
    size: int
    root: bytes


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Signer:
    """A private key with its name; never printed, so that no log shows it."""

    name: str
    seed: bytes

    def verifier(self) -> "Verifier":
        """Give the public half."""
        return Verifier(
            name=self.name, key=Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw()
        )

    def sign(self, text: str) -> str:
        """Sign a text that ends with a newline; gives the whole note."""
        signature = Ed25519PrivateKey.from_private_bytes(self.seed).sign(text.encode())
        packed = base64.b64encode(self.verifier().key_id() + signature).decode()
        return f"{text}\n{_DASH} {self.name} {packed}\n"

    def written(self) -> str:
        """Write the key as its file holds it."""
        key_id = self.verifier().key_id().hex()
        return f"PRIVATE+KEY+{self.name}+{key_id}+{base64.b64encode(_ED25519 + self.seed).decode()}\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verifier:
    """A public key with its name."""

    name: str
    key: bytes

    def key_id(self) -> bytes:
        """Give the four bytes by which signatures name this key."""
        return hashlib.sha256(self.name.encode() + b"\n" + _ED25519 + self.key).digest()[:4]

    def written(self) -> str:
        """Write the key as it is handed to others (a 'vkey')."""
        return f"{self.name}+{self.key_id().hex()}+{base64.b64encode(_ED25519 + self.key).decode()}\n"

    def open(self, note: str) -> str:
        """Give a note's text if this key signed it; refuse it otherwise."""
        text, _, signatures = note.rpartition("\n\n")
        text += "\n"
        for name, packed in _signatures(signatures):
            if name == self.name and packed[:4] == self.key_id() and self._signed(text, packed[4:]):
                return text
        raise Invalid(f"A note is not signed by '{self.name}' with the key that is kept here.")

    def _signed(self, text: str, signature: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(signature, text.encode())
        except InvalidSignature:
            return False
        return True


def new_signer(name: str) -> Signer:
    """Make a key; a name has no spaces and no plus sign, for the note's form gives these a meaning."""
    if not name or "+" in name or any(letter.isspace() for letter in name):
        raise Invalid(f"'{name}' cannot name a key: no spaces and no '+', for instance forum.example/audit.")
    return Signer(name=name, seed=Ed25519PrivateKey.generate().private_bytes_raw())


def read_signer(written: str) -> Signer:
    """Read a private key's file."""
    parts = written.strip().split("+", 4)
    if len(parts) != 5 or parts[:2] != ["PRIVATE", "KEY"]:
        raise Invalid("The signing key's file is damaged; restore it from a backup.")
    signer = Signer(name=parts[2], seed=_key_bytes(parts[4]))
    _same_key(parts[3], signer.verifier())
    return signer


def read_verifier(written: str) -> Verifier:
    """Read a public key, as another log's owner hands it over."""
    parts = written.strip().split("+", 2)
    if len(parts) != 3:
        raise Invalid("A public key is written name+hash+key.")
    verifier = Verifier(name=parts[0], key=_key_bytes(parts[2]))
    _same_key(parts[1], verifier)
    return verifier


def checkpoint_text(checkpoint: Checkpoint) -> str:
    """Write a checkpoint as the text of a note."""
    return f"{checkpoint.origin}\n{checkpoint.size}\n{base64.b64encode(checkpoint.root).decode()}\n"


def read_checkpoint(text: str) -> Checkpoint:
    """Read a checkpoint from the text of a note."""
    lines = text.split("\n")
    if len(lines) < 4 or not lines[1].isdecimal() or len(lines[1]) > MOST_DIGITS:
        raise Invalid("A checkpoint's text is not three lines: whose log, how many entries, the root.")
    return Checkpoint(origin=lines[0], size=int(lines[1]), root=_decoded(lines[2]))


def _signatures(lines: str) -> list[tuple[str, bytes]]:
    """Read who signed, and what; one line of another form makes the whole no note."""
    parts = [line.split(" ") for line in lines.removesuffix("\n").split("\n")]
    if not lines.endswith("\n") or any(len(part) != 3 or part[0] != _DASH for part in parts):
        raise Invalid("This is no signed note: a text, an empty line, and a line for each signature.")
    return [(name, _decoded(packed)) for _, name, packed in parts]


def _key_bytes(packed: str) -> bytes:
    raw = _decoded(packed)
    if len(raw) != 33 or raw[:1] != _ED25519:
        raise Invalid("A key is not an Ed25519 key of 32 bytes.")
    return raw[1:]


def _same_key(key_id: str, verifier: Verifier) -> None:
    if key_id != verifier.key_id().hex():
        raise Invalid(f"The key of '{verifier.name}' is not the one that its hash names: something in it was changed.")


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Invalid("A key, a signature or a root is not base64.") from None  # never shown: it may be a private key
