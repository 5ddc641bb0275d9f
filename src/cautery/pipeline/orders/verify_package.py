"""Verify a hand-over package offline: python3 verify.py FOLDER KEY. Needs Python's standard library, and nothing else.

KEY is the public key of the log, as its owner published it: take it from elsewhere than from the package. What is shown: every
file is as it was handed over, and each row of evidence stood in the signed log with what the log tells of it (RFC 6962, C2SP
checkpoints, Ed25519 as RFC 8032 has it).
"""

import base64
import hashlib
import json
import sys
from pathlib import Path

FILES = {"README.txt", "checkpoint.note", "evidence.ndjson", "manifest.json", "proofs.json", "verify.py"}
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


class Altered(Exception):
    """The package is not as it was handed over."""


def verify(folder: Path, key: str) -> int:
    """Verify a package; give how many rows of evidence it proves, or raise Altered, saying what is wrong."""
    need({path.name for path in folder.iterdir()} == FILES, "files are missing or were added")
    root, size = checkpoint((folder / "checkpoint.note").read_bytes(), key)
    proofs = canonical(folder / "proofs.json")
    need(proofs["size"] == size, "the proofs are of another checkpoint")
    manifest = canonical(folder / "manifest.json")
    for name, told in manifest["files"].items():
        need(digest((folder / name).read_bytes()) == told, f"'{name}' was altered")
    need(
        set(manifest["files"]) == FILES - {"manifest.json", "proofs.json", "checkpoint.note"},
        "the list of files was altered",
    )
    handed = proofs["handed_over"]
    included(handed["entry"], handed["number"], handed["proof"], root, size)
    need(
        entry(handed)["manifest_sha256"] == digest((folder / "manifest.json").read_bytes()),
        "the list of files was altered",
    )
    rows = [json.loads(line) for line in (folder / "evidence.ndjson").read_bytes().splitlines()]
    need(set(proofs["rows"]) == {str(row["number"]) for row in rows}, "rows are missing or were added")
    for row in rows:
        included(row["entry"], row["number"], proofs["rows"][str(row["number"])], root, size)
        told = hashlib.sha256(bytes.fromhex(row["salt"]) + row["row"].encode()).hexdigest()
        need(entry(row)["commitment"] == told, f"row {row['number']} is not the one that the log commits to")
    return len(rows)


def need(true: bool, says: str) -> None:
    """Refuse the package unless something is so."""
    if not true:
        raise Altered(says)


def digest(content: bytes) -> str:
    """Give the SHA-256 in hex."""
    return hashlib.sha256(content).hexdigest()


def canonical(path: Path) -> dict:  # type: ignore[type-arg]
    """Read JSON that is written in the one form that we write, so that no byte can be another unseen."""
    raw = path.read_bytes()
    said = json.loads(raw)
    again = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    need(raw == again, f"'{path.name}' was altered")
    return said  # type: ignore[no-any-return]


def entry(row: dict) -> dict:  # type: ignore[type-arg]
    """Read a log entry and see that it stands where it says."""
    said = json.loads(row["entry"])
    need(said["index"] == row["number"], f"entry {row['number']} stands elsewhere")
    return said  # type: ignore[no-any-return]


def included(text: str, number: int, proof: list[str], root: bytes, size: int) -> None:
    """See that an entry is in the tree that was signed (RFC 9162, 2.1.3.2)."""
    node, last, used = number, size - 1, 0
    found = hashlib.sha256(b"\x00" + text.encode()).digest()
    hashes = [bytes.fromhex(step) for step in proof]
    need(0 <= number < size and proof == [step.hex() for step in hashes], f"the proof of entry {number} was altered")
    while last > 0:
        if node % 2 == 1 or node != last:
            need(used < len(hashes), f"the proof of entry {number} is too short")
            pair = hashes[used] + found if node % 2 == 1 else found + hashes[used]
            found, used = hashlib.sha256(b"\x01" + pair).digest(), used + 1
        node, last = node // 2, last // 2
    need(used == len(hashes) and found == root, f"entry {number} is not in the signed log")


def checkpoint(note: bytes, key: str) -> tuple[bytes, int]:
    """See that the key signed a checkpoint; give its root and size."""
    name, _, packed = key.strip().split("+", 2)
    public = base64.b64decode(packed)[1:]
    text, _, line = note.decode().rpartition("\n\n")
    parts = line.removesuffix("\n").split(" ")
    need(len(parts) == 3 and line.endswith("\n") and parts[:2] == ["\u2014", name], "the checkpoint is not of this log")
    signed = base64.b64decode(parts[2], validate=True)
    need(base64.b64encode(signed).decode() == parts[2], "the signature was altered")
    key_id = hashlib.sha256(name.encode() + b"\n\x01" + public).digest()[:4]
    need(signed[:4] == key_id and ed25519(public, (text + "\n").encode(), signed[4:]), "the signature does not hold")
    lines = text.split("\n")
    return base64.b64decode(lines[2], validate=True), int(lines[1])


def ed25519(public: bytes, message: bytes, signature: bytes) -> bool:
    """Verify a signature (RFC 8032, 5.1.7)."""
    if len(signature) != 64:
        return False
    a, r = point(public), point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= ORDER:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % ORDER
    left, right = times(s, BASE), add(r, times(h, a))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


Point = tuple[int, int, int, int]


def add(one: Point, other: Point) -> Point:
    """Add two points of the curve, in extended coordinates."""
    a, b = (one[1] - one[0]) * (other[1] - other[0]) % P, (one[1] + one[0]) * (other[1] + other[0]) % P
    c, d = 2 * one[3] * other[3] * D % P, 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number: int, one: Point) -> Point:
    """Add a point to itself so many times."""
    found: Point = (0, 1, 1, 0)
    while number:
        if number & 1:
            found = add(found, one)
        one, number = add(one, one), number >> 1
    return found


def point(packed: bytes) -> Point | None:
    """Read a point; None for what is none."""
    y = int.from_bytes(packed, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little")) or (0, 1, 1, 0)


def main() -> int:
    """Verify the package that the command line names."""
    if len(sys.argv) != 3:
        print(__doc__)
        return 2
    try:
        rows = verify(Path(sys.argv[1]), sys.argv[2])
    except (Altered, ValueError, KeyError, TypeError, IndexError, OSError) as error:
        print(f"ALTERED: {error}")
        return 1
    print(f"As handed over: {rows} rows of evidence stood in the signed log.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
