"""A stream as numbered lines, in blocks of bounded size, wherever it breaks off. Of JSON that is not one item a line, items."""

import io
import re
from collections.abc import Callable, Iterator

from cautery.errors import Invalid
from cautery.events.format import MIB, FileLine, Reject
from cautery.events.texts import as_utf8
from cautery.events.values import Values, splitter_for
from cautery.kit.compressed import BROKEN

BLOCK_BYTES = 16 * MIB
LONGEST_LINE = 16 * MIB
"""The longest line of any format; most formats take less (`EventFormat.longest_line`)."""
KEPT_OF_LONG = 4096
MOST_LINES = BLOCK_BYTES // 8
"""Of a block: no event has eight bytes, and a few kilobytes of gzip hold a gigabyte of empty lines."""
_MARK = b"\xef\xbb\xbf"
_BEFORE = (b"\0", b"\x1e", _MARK)
"""What files that were joined or padded by a crash have before an item, and the separator of RFC 7464."""
_BLANK = re.compile(rb"(?:\xef\xbb\xbf|[ \t\r\x0b\x0c\x1e])*")
Block = tuple[list[FileLine], list[Reject]]


def blocks_of(packed: io.BufferedIOBase, *, read: Callable[[int], None] = lambda _: None) -> Iterator[Block]:
    """Give a stream's lines, numbered, a block at a time, with what could not be read; blank lines are skipped.

    Args:
        read: is told how many bytes have been read so far.
    """
    stream = as_utf8(packed)
    first, broken = _next_block(stream.read1)
    values = splitter_for(first[: 64 * 1024])
    if values is None:
        yield from _lines(stream, first, broken, read)
    else:
        yield from _items(stream, values, first, broken, read)


def too_long(number: int, raw: bytes, longest: int) -> Reject:
    """Say that a line is longer than its format's lines are."""
    said = f"The line is longer than {longest:,} bytes ({longest // MIB} MiB)."
    return Reject(line=number, reason=said, raw=raw[:KEPT_OF_LONG])


def _lines(stream: io.BufferedIOBase, block: bytes, broken: str, read: Callable[[int], None]) -> Iterator[Block]:
    number, carry, lost = 0, b"", b""
    while True:
        if block.count(b"\n") > MOST_LINES:
            raise Invalid(f"It stops at line {number + 1:,}: what follows is next to nothing but empty lines.")
        pieces = (carry + block).removeprefix(_MARK if number == 0 else b"").split(b"\n")
        carry = pieces.pop()
        if not block and (carry or lost):
            pieces, carry = [*pieces, carry], b""
        if lost and pieces:
            pieces[0], lost = lost.ljust(LONGEST_LINE + 1), b""  # the end of a line that was too long to keep
        lines, rejects = _numbered(pieces, number)
        number += len(pieces)
        if broken:
            rejects.append(_broken(number + 1, broken, carry))
            carry = b""
        if len(carry) > LONGEST_LINE:
            carry, lost = b"", lost or carry[:KEPT_OF_LONG]
        read(len(block))
        yield lines, rejects
        if not block or broken:
            return
        block, broken = _next_block(stream.read1)


def _items(
    stream: io.BufferedIOBase, values: Values, block: bytes, broken: str, read: Callable[[int], None]
) -> Iterator[Block]:
    number, is_last = 0, False
    while not is_last:
        is_last = not block or bool(broken)
        pieces = list(values.fed(block))
        lines, rejects = _numbered(pieces, number)
        number += len(pieces)
        rest = values.rest().strip(b" \t\r\n;]")
        if broken:
            rejects.append(_broken(number + 1, broken, rest))
        elif is_last and rest:
            rejects.append(_broken(number + 1, "an item is not closed", rest))
        elif len(rest) > LONGEST_LINE:
            number += 1
            rejects.append(too_long(number, rest, LONGEST_LINE))
            values.forget()
        read(len(block))
        yield lines, rejects
        if not is_last:
            block, broken = _next_block(stream.read1)


def _broken(number: int, why: str, raw: bytes) -> Reject:
    return Reject(line=number, reason=f"The file breaks off here: {why}.", raw=raw[:KEPT_OF_LONG])


def _next_block(read: Callable[[int], bytes]) -> tuple[bytes, str]:
    """Read up to a block; what a damaged stream still gives is given, with what is wrong with it.

    Args:
        read: reads what is there (`read1`): a read that insists on its size loses what it had when the damage comes.
    """
    got = bytearray()
    try:
        while len(got) < BLOCK_BYTES:
            piece = read(min(MIB, BLOCK_BYTES - len(got)))
            if not piece:
                break
            got += piece
    except BROKEN as error:
        return bytes(got), str(error) or type(error).__name__
    return bytes(got), ""


def _numbered(pieces: list[bytes], before: int) -> Block:
    lines, rejects = [], []
    for number, piece in enumerate(pieces, start=before + 1):
        if len(piece) > LONGEST_LINE:
            rejects.append(too_long(number, piece, LONGEST_LINE))
        elif raw := _item_of(piece):
            lines.append(FileLine(number=number, raw=raw))
    return lines, rejects


def _item_of(piece: bytes) -> bytes:
    """Give a line without what stands around its item; zeros alone stay, for something was lost there."""
    if _BLANK.fullmatch(piece):
        return b""
    raw = piece.rstrip(b"\0\r")
    if raw.endswith((b",", b" ", b"\t")) and raw.rstrip().endswith(b"},"):
        raw = raw.rstrip()[:-1]
    while raw.startswith(_BEFORE):
        raw = raw.removeprefix(_MARK).lstrip(b"\0\x1e")
    return raw if raw.strip() else piece.strip(b" \t\r\x1e")
