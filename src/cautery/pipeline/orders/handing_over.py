"""Hand evidence over to a court, the police or a lawyer: rows with the proof that they stood in the log, and a verifier.

The hand-over itself becomes an entry of the log that tells the hash of what was handed over; so nothing in the package can be
another afterwards.
"""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from cautery.app import App
from cautery.errors import Conflict, Invalid, Missing
from cautery.kit.canonical import canonical_json
from cautery.kit.merkle import inclusion_proof, leaf_hash
from cautery.model.case import CaseId
from cautery.pipeline.orders.steps import show_order
from cautery.store import handovers
from cautery.store.audit import latest_note
from cautery.store.handovers import ProvableRow

README = """This folder was handed over by {name} to {recipient}: {document}.

evidence.ndjson   rows of the record, one a line, each with its log entry
checkpoint.note   the signed state of the log
proofs.json       the proofs that each entry stood in the log
verify.py         python3 verify.py FOLDER KEY; it needs Python 3.9 or newer, and no network

Take KEY from where {name} publishes it, and verify.py from the project itself, if you trust neither in this folder.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverPackage:
    """What was handed over."""

    folder: str
    rows: int
    key: str
    """The log's public key, which the recipient needs from elsewhere than from the folder."""


def hand_over(
    app: App, *, order: str, cases: Sequence[CaseId] = (), recipient: str, document: str, out: Path
) -> HandoverPackage:
    """Write what is recorded of an order or of cases, with proofs; kept in the log as handed over.

    Args:
        order: an order, with the cases under which it was carried out; '': only the cases.
    """
    if not recipient.strip() or not document.strip():
        raise Invalid("Say who gets it, and which document asks for it: court or authority, date and reference.")
    if out.exists():
        raise Conflict(f"'{out}' exists; name a new folder.")
    named = [*cases, *(show_order(app, order).status.cases if order else ())]
    with app.reading() as connection:
        rows = handovers.rows_of(connection, order=order, cases=named)
    if not rows:
        raise Missing("Nothing is recorded of this order or these cases.")
    content = _content(app, rows, recipient, document)
    manifest = canonical_json({"files": {name: hashlib.sha256(raw).hexdigest() for name, raw in content.items()}})
    _make(out)
    with app.writing() as tx:
        name = secrets.token_hex(6)
        number = handovers.append(tx, name, recipient.strip(), document.strip(), hashlib.sha256(manifest).hexdigest())
    with app.reading() as connection:
        note, entries = latest_note(connection) or "", handovers.entries(connection)
    proofs = _proofs(rows, number, entries[: _size(note)])
    for file, raw in {
        **content,
        "manifest.json": manifest,
        "proofs.json": proofs,
        "checkpoint.note": note.encode(),
    }.items():
        (out / file).write_bytes(raw)
    return HandoverPackage(folder=str(out), rows=len(rows), key=app.signer.verifier().written().strip())


def _make(out: Path) -> None:
    try:
        out.mkdir(parents=True, mode=0o700)
    except OSError as error:
        raise Invalid(
            f"'{out}' cannot be made: {error.strerror}. Name another folder; nothing was handed over."
        ) from None


def _content(app: App, rows: Sequence[ProvableRow], recipient: str, document: str) -> Mapping[str, bytes]:
    verifier = files("cautery.pipeline.orders").joinpath("verify_package.py").read_bytes()
    readme = README.format(name=app.config.name, recipient=recipient.strip(), document=document.strip())
    return {
        "README.txt": readme.encode(),
        "evidence.ndjson": b"".join(canonical_json(row) + b"\n" for row in rows),
        "verify.py": verifier,
    }


def _proofs(rows: Sequence[ProvableRow], number: int, entries: Sequence[bytes]) -> bytes:
    leaves = [leaf_hash(entry) for entry in entries]

    def proof(of: int) -> list[str]:
        return [step.hex() for step in inclusion_proof(leaves, of)]

    handed = {"number": number, "entry": entries[number].decode(), "proof": proof(number)}
    proofs = {str(row.number): proof(row.number) for row in rows}
    return canonical_json({"size": len(leaves), "handed_over": handed, "rows": proofs})


def _size(note: str) -> int:
    return int(note.split("\n")[1])
