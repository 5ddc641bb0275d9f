"""The pieces of files in a backup's folder: each stored once, under its hash, so that a backup adds only what is new."""

import hashlib
from collections.abc import Collection, Iterator
from pathlib import Path

from cautery.errors import Invalid, Permanent, Temporary
from cautery.kit.age import decrypt_with, encrypt_to
from cautery.kit.compressed import pack, unpack
from cautery.kit.files import replace_file

PIECE_BYTES = 16 * 2**20
"""Of a file that grows, only its last piece is copied again."""
PLAIN = "plain"


class BackupPieces:
    """The pieces in a folder that are under one key."""

    def __init__(self, folder: Path, *, recipient: str = "") -> None:
        """Open them.

        Args:
            recipient: the public key that pieces are encrypted to; '': they are not.
        """
        self.place = hashlib.sha256(recipient.encode()).hexdigest()[:16] if recipient else PLAIN
        self._folder, self._recipient = folder / "pieces" / self.place, recipient
        self.written = 0
        """Bytes that were added here."""

    def put(self, data: bytes) -> str:
        """Store a piece that is not there yet; gives its name."""
        name = hashlib.sha256(data).hexdigest()
        path = self._folder / name[:2] / name
        if not path.exists():
            packed = pack(data)
            sealed = encrypt_to(self._recipient, packed) if self._recipient else packed
            try:
                path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                replace_file(path, sealed)
            except OSError as error:
                raise Temporary(
                    f"The backup in '{self._folder}' cannot be written ({error.strerror}); make room there, then back up "
                    f"again: what is there already is not copied again."
                ) from error
            self.written += len(sealed)
        return name

    def put_file(self, path: Path, *, size: int | None = None) -> tuple[list[str], int]:
        """Store a file's first bytes, or all of them; gives the names of its pieces, and how many bytes they are."""
        names, left = [], size
        with path.open("rb") as file:
            while data := file.read(PIECE_BYTES if left is None else min(PIECE_BYTES, left)):
                names.append(self.put(data))
                left = None if left is None else left - len(data)
            return names, file.tell()


def read_pieces(folder: Path, place: str, names: Collection[str], *, secret: str = "") -> Iterator[bytes]:
    """Give pieces in their order, each compared with its name; Permanent for one that is gone or was changed."""
    if place != PLAIN and not secret:
        raise Invalid("This backup is encrypted; name the file that holds its secret key: --key FILE")
    for name in names:
        path = folder / "pieces" / place / name[:2] / name
        try:
            data = path.read_bytes()
        except OSError as error:
            raise _damaged(path, str(error.strerror)) from None
        try:
            plain = unpack(decrypt_with(secret, data) if place != PLAIN else data)
        except Invalid as error:
            raise _damaged(path, str(error)) from None
        if hashlib.sha256(plain).hexdigest() != name:
            raise _damaged(path, "its content is not what its name says")
        yield plain


def forget_pieces(folder: Path, known: Collection[tuple[str, str]]) -> int:
    """Remove the pieces that no manifest names any more; gives how many."""
    gone = [path for path in folder.glob("pieces/*/??/*") if (path.parts[-3], path.name) not in known]
    for path in gone:
        path.unlink()
    return len(gone)


def _damaged(path: Path, why: str) -> Permanent:
    return Permanent(f"The backup is damaged: '{path}': {why}. Nothing was restored; use another copy of the backup.")
