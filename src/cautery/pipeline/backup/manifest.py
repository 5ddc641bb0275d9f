"""What a backup consists of: a list of files with their pieces, signed with the key of the audit log.

A manifest is written last. What a killed backup left are pieces that no manifest names.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from cautery.errors import Invalid, Missing
from cautery.kit.files import replace_file
from cautery.kit.note import Signer, Verifier, read_checkpoint, read_verifier
from cautery.kit.unreadable import NOT_JSON

VERSION = 1
ENDING = ".backup"


class BackupFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file of an installation."""

    path: str
    """Below the installation's folder."""
    bytes: int
    mode: int
    pieces: tuple[str, ...]


class BackupManifest(msgspec.Struct, frozen=True, kw_only=True):
    """One backup."""

    version: int
    name: str
    """The name under which the log signs."""
    reaches: datetime
    """All that was acknowledged before this moment is in the backup."""
    schema: str
    checkpoint: str
    """The log's newest signed root; '' where the log is empty."""
    key: str
    """The public key of the log."""
    place: str
    """Under which key the pieces are, as `pieces` names it."""
    files: tuple[BackupFile, ...]

    @property
    def entries(self) -> int:
        """Give how many entries the log had."""
        return read_checkpoint(self.checkpoint).size if self.checkpoint else 0

    def verifier(self) -> Verifier:
        """Give the public key of the log."""
        return read_verifier(self.key)


def write_manifest(folder: Path, manifest: BackupManifest, signer: Signer) -> Path:
    """Write a manifest; from then on there is this backup."""
    moment = f"{manifest.reaches:%Y-%m-%dT%H-%M-%S}Z"
    path = folder / f"{moment}-{len(list(folder.glob(f'{moment}-*'))):03d}{ENDING}"
    replace_file(path, signer.sign(msgspec.json.encode(manifest).decode() + "\n").encode())
    return path


def manifests(folder: Path) -> Sequence[Path]:
    """List the backups in a folder, oldest first."""
    return sorted(folder.glob(f"*{ENDING}"))


def read_manifest(path: Path) -> BackupManifest:
    """Read a manifest; Invalid where it is none, or is not what the key that it names has signed."""
    try:
        note = path.read_text(encoding="utf-8")
        said = msgspec.json.decode(note.rpartition("\n\n")[0], type=BackupManifest)
    except FileNotFoundError:
        raise Missing(f"There is no backup '{path}'.") from None
    except NOT_JSON as error:
        raise Invalid(f"'{path}' is no manifest of a backup, or is damaged: {error}.") from None
    said.verifier().open(note)
    if said.version != VERSION:
        raise Invalid(f"'{path}' was made by a later version of cautery; restore it with that one.")
    return said
