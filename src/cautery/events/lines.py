"""Files as lines, in blocks of bounded size, whatever they are packed in and wherever they break off."""

from collections.abc import Callable, Iterator
from pathlib import Path

from cautery.errors import Missing
from cautery.events.format import Line, Reject
from cautery.kit.compressed import BROKEN, opened

BLOCK_BYTES = 16 * 1024 * 1024
LONGEST_LINE = 1024 * 1024
_TOO_LONG = f"The line is longer than {LONGEST_LINE} bytes (1 MiB)."


def files_in(paths: list[Path]) -> list[Path]:
    """List the files that are meant: files as they are, folders as all files below them, by name."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(
                inside for inside in path.rglob("*") if inside.is_file() and not inside.name.startswith(".")
            )
        elif path.exists():
            found.append(path)
        else:
            raise Missing(f"There is no file '{path}'.")
    return found


def blocks_of(path: Path, *, read: Callable[[int], None] = lambda _: None) -> Iterator[tuple[list[Line], list[Reject]]]:
    """Give a file's lines, numbered, a block at a time, with what could not be read; blank lines are skipped.

    Args:
        read: is told how many bytes of the file (packed as it is) have been read so far.
    """
    number, carry, lost = 0, b"", b""
    with opened(path) as stream:
        while True:
            block, broken = _next_block(stream.read1)
            pieces = (carry + block).removeprefix(b"\xef\xbb\xbf" if number == 0 else b"").split(b"\n")
            carry = pieces.pop()
            if not block and (carry or lost):
                pieces, carry = [*pieces, carry], b""
            if lost and pieces:
                pieces[0], lost = lost.ljust(LONGEST_LINE + 1), b""  # the end of a line that was too long to keep
            lines, rejects = _numbered(pieces, number)
            number += len(pieces)
            if broken:
                rejects.append(Reject(line=number + 1, reason=f"The file breaks off here: {broken}.", raw=carry[:4096]))
                carry = b""
            if len(carry) > LONGEST_LINE:
                carry, lost = b"", lost or carry[:4096]
            read(len(block))
            yield lines, rejects
            if not block or broken:
                return


def _next_block(read: Callable[[int], bytes]) -> tuple[bytes, str]:
    """Read up to a block; what a damaged stream still gives is given, with what is wrong with it.

    Args:
        read: reads what is there (`read1`): a read that insists on its size loses what it had when the damage comes.
    """
    got = bytearray()
    try:
        while len(got) < BLOCK_BYTES:
            piece = read(min(1024 * 1024, BLOCK_BYTES - len(got)))
            if not piece:
                break
            got += piece
    except BROKEN as error:
        return bytes(got), str(error) or type(error).__name__
    return bytes(got), ""


def _numbered(pieces: list[bytes], before: int) -> tuple[list[Line], list[Reject]]:
    lines, rejects = [], []
    for number, piece in enumerate(pieces, start=before + 1):
        if len(piece) > LONGEST_LINE:
            rejects.append(Reject(line=number, reason=_TOO_LONG, raw=piece[:4096]))
        elif piece.strip():
            lines.append(Line(number=number, raw=piece.rstrip(b"\r")))
    return lines, rejects
