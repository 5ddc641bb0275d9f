"""The list of erasures that are done, each signed: kept beside backups, it lets a restore erase again. It names nobody."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec

from cautery.app import App
from cautery.errors import Invalid
from cautery.kit.files import replace_file
from cautery.kit.note import Signer, Verifier
from cautery.kit.unreadable import NOT_JSON

BETWEEN = "\n---\n"


class ErasureNote(msgspec.Struct, frozen=True, kw_only=True):
    """One erasure."""

    id: str
    subject: str
    """A keyed hash of the account."""
    at: datetime


def add_note(app: App, note: ErasureNote) -> None:
    """Sign an erasure into the list, once."""
    path = app.config.erasures
    known = list(read_notes(path.read_text(encoding="utf-8"), app.signer.verifier())) if path.exists() else []
    if all(one.id != note.id for one in known):
        path.parent.mkdir(mode=0o700, exist_ok=True)
        replace_file(path, written([*known, note], app.signer).encode())


def written(notes: Sequence[ErasureNote], signer: Signer) -> str:
    """Write a list."""
    return BETWEEN.join(signer.sign(msgspec.json.encode(note).decode() + "\n") for note in notes)


def read_notes(text: str, verifier: Verifier) -> Iterator[ErasureNote]:
    """Read a list; Invalid for what the log's key did not sign."""
    for part in filter(str.strip, text.split(BETWEEN)):
        said = verifier.open(part if part.endswith("\n") else f"{part}\n")
        try:
            yield msgspec.json.decode(said, type=ErasureNote)
        except NOT_JSON as error:
            raise Invalid(f"A list of erasures holds something else: {error}.") from None
