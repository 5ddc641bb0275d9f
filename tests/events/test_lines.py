"""Files as numbered lines, wherever a block ends and wherever the file breaks off."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.events import lines as lines_module
from cautery.events.format import FileLine, Reject
from cautery.events.lines import LONGEST_LINE, blocks_of
from cautery.kit.compressed import plain

BOM = b"\xef\xbb\xbf"


def put(folder: Path, data: bytes, name: str = "events") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def read(path: Path) -> tuple[list[FileLine], list[Reject]]:
    with path.open("rb") as raw:
        blocks = list(blocks_of(plain(raw)))
    return [line for lines, _ in blocks for line in lines], [reject for _, rejects in blocks for reject in rejects]


def bare(piece: bytes) -> bytes:
    """Take zeros off a line, where that leaves something."""
    item = piece.rstrip(b"\r\0").lstrip(b"\0")
    return item if item.strip() else piece.strip(b" \r")


def slowly(data: bytes, longest: int) -> tuple[list[tuple[int, bytes]], list[int]]:
    """Number the lines the obvious way: all at once."""
    pieces = list(enumerate(data.removeprefix(BOM).split(b"\n"), start=1))
    kept = [(number, bare(piece)) for number, piece in pieces if len(piece) <= longest]
    kept = [(number, item) for number, item in kept if item]
    return kept, [number for number, piece in pieces if len(piece) > longest]


@given(
    st.sampled_from([b"", BOM]),
    st.lists(st.sampled_from([b"a", b"\n", b"\r", b" ", b"bcd", b"\x00", b"long" * 5])).map(b"".join),
    st.integers(1, 9),
    st.integers(4, 12),
)
@settings(max_examples=400)
def test_blocks_of_any_size_give_the_lines_of_the_whole(
    tmp_path_factory: pytest.TempPathFactory, mark: bytes, data: bytes, block: int, longest: int
) -> None:
    """Judged by the obvious version, with blocks smaller than lines."""
    path = put(tmp_path_factory.getbasetemp(), mark + data)
    with pytest.MonkeyPatch.context() as small:
        small.setattr(lines_module, "BLOCK_BYTES", block)
        small.setattr(lines_module, "LONGEST_LINE", longest)
        lines, rejects = read(path)

    assert ([(line.number, line.raw) for line in lines], [reject.line for reject in rejects]) == slowly(
        mark + data, longest
    )


def test_blank_lines_are_skipped_and_counted(tmp_path: Path) -> None:
    lines, rejects = read(put(tmp_path, b"one\n\n \r\n\tfour\r\n"))

    assert [(line.number, line.raw) for line in lines] == [(1, b"one"), (4, b"\tfour")]
    assert rejects == []


@pytest.mark.parametrize(
    "written",
    [
        b'{"a":1},',
        b'{"a":1}, \r',
        BOM + b'{"a":1}',
        BOM * 2 + b'{"a":1}',
        b'\0\0{"a":1}',
        b'{"a":1}\0\0',
        b'\x1e{"a":1}',
    ],
)
def test_what_stands_around_an_item_costs_no_item(tmp_path: Path, written: bytes) -> None:
    """Lines cut out of a list, files that were joined or padded with zeros by a crash, and sequences of RFC 7464."""
    lines, rejects = read(put(tmp_path, b'{"a":0}\n' + written + b"\n"))

    assert [line.raw for line in lines] == [b'{"a":0}', b'{"a":1}']
    assert rejects == []


def test_zeros_alone_are_a_line_for_something_was_lost_there(tmp_path: Path) -> None:
    assert [line.raw for line in read(put(tmp_path, b'{"a":0}\n\0\0\0'))[0]] == [b'{"a":0}', b"\0\0\0"]


def test_the_last_line_needs_no_end(tmp_path: Path) -> None:
    assert [line.raw for line in read(put(tmp_path, b"one\ntwo"))[0]] == [b"one", b"two"]


def test_the_longest_line_is_read_and_a_byte_more_is_rejected(tmp_path: Path) -> None:
    longest, longer = b"a" * LONGEST_LINE, b"b" * (LONGEST_LINE + 1)
    lines, rejects = read(put(tmp_path, b"\n".join([longest, longer, b"after"])))

    assert [line.number for line in lines] == [1, 3]
    assert [(reject.line, len(reject.raw)) for reject in rejects] == [(2, 4096)]
    assert "16 MiB" in rejects[0].reason


def test_a_line_longer_than_blocks_costs_one_reject_and_no_other_line(tmp_path: Path) -> None:
    """And is not held in memory: what is kept of it is its beginning."""
    lines, rejects = read(put(tmp_path, b"first\n" + b"x" * (40 * 1024 * 1024) + b"\nlast\n"))

    assert [(line.number, line.raw) for line in lines] == [(1, b"first"), (3, b"last")]
    assert [(reject.line, reject.raw) for reject in rejects] == [(2, b"x" * 4096)]


def test_a_file_that_breaks_off_gives_its_lines_and_says_where(tmp_path: Path) -> None:
    whole = gzip.compress(b"".join(b"line %d of the log\n" % number for number in range(3000)))
    lines, rejects = read(put(tmp_path, whole[: len(whole) // 2]))

    assert [line.raw for line in lines] == [b"line %d of the log" % number for number in range(len(lines))]
    assert len(lines) > 500
    assert [(reject.line, "breaks off" in reject.reason) for reject in rejects] == [(len(lines) + 1, True)]


def test_an_empty_file_has_no_lines(tmp_path: Path) -> None:
    assert read(put(tmp_path, b"")) == ([], [])


def test_how_much_was_read_adds_up_to_the_file(tmp_path: Path) -> None:
    told: list[int] = []
    with put(tmp_path, (b"x" * 999 + b"\n") * 20_000).open("rb") as raw:
        list(blocks_of(raw, read=told.append))

    assert sum(told) == 20_000_000
    assert len(told) > 1
