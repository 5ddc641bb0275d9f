"""Packed bytes come back as they were, or are refused; a file that breaks off says so."""

import gzip
from pathlib import Path

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.errors import Invalid
from cautery.kit.compressed import BROKEN, pack, pack_into, plain, unpack

TEXT = b"".join(b"%d: the boats come in at noon\n" % number for number in range(5000))
PACKED = {
    "plain": lambda data: data,
    "gzip": gzip.compress,
    "zstd": lambda data: zstandard.ZstdCompressor(write_checksum=True).compress(data),
    "zstd_of_unknown_size": lambda data: zstandard.ZstdCompressor(write_content_size=False).compress(data),
}


def put(folder: Path, data: bytes) -> Path:
    path = folder / "named-like-nothing"
    path.write_bytes(data)
    return path


def everything(path: Path) -> bytes:
    with path.open("rb") as raw, plain(raw) as stream:
        return stream.read()


def piece_by_piece(path: Path) -> tuple[bytes, bool]:
    """Read what is there until the end, or until the damage; tells whether there was any."""
    got = b""
    with path.open("rb") as raw, plain(raw) as stream:
        try:
            while piece := stream.read1(1000):
                got += piece
        except BROKEN:
            return got, True
    return got, False


@given(st.binary(max_size=2000))
@settings(max_examples=200)
def test_a_frame_gives_back_what_was_packed(data: bytes) -> None:
    assert unpack(pack(data)) == data


def test_a_frame_with_any_bit_turned_is_refused_or_means_the_same() -> None:
    """The checksum inside catches what the format does not; a few header bits mean nothing."""
    frame = pack(TEXT[:300])
    for bit in range(len(frame) * 8):
        bad = bytearray(frame)
        bad[bit // 8] ^= 1 << bit % 8
        try:
            got = unpack(bytes(bad))
        except Invalid:
            continue

        assert got == TEXT[:300], bit


@pytest.mark.parametrize("kind", PACKED)
def test_a_file_is_known_by_its_first_bytes_whatever_its_name(kind: str, tmp_path: Path) -> None:
    assert everything(put(tmp_path, PACKED[kind](TEXT))) == TEXT


@pytest.mark.parametrize("kind", PACKED)
def test_files_packed_one_behind_another_are_one_file(kind: str, tmp_path: Path) -> None:
    """`cat a.zst b.zst` is what people do."""
    assert everything(put(tmp_path, PACKED[kind](TEXT) + PACKED[kind](b"more\n"))) == TEXT + b"more\n"


@pytest.mark.parametrize("kind", ["gzip", "zstd", "zstd_of_unknown_size"])
def test_a_file_cut_anywhere_gives_its_beginning_and_says_that_it_is_broken(kind: str, tmp_path: Path) -> None:
    """zstandard's own reader takes a frame that breaks off for the end of the file."""
    whole = PACKED[kind](TEXT)
    for size in [*range(4, 40), *range(40, len(whole), len(whole) // 50), len(whole) - 1]:
        got, broken = piece_by_piece(put(tmp_path, whole[:size]))

        assert broken, size
        assert TEXT.startswith(got)


@pytest.mark.parametrize("kind", ["gzip", "zstd"])
def test_what_a_broken_file_still_holds_is_given(kind: str, tmp_path: Path) -> None:
    lines = b"".join(b"%d %d\n" % (number, number * 7919 % 100_003) for number in range(100_000))
    whole = PACKED[kind](lines)

    got, _ = piece_by_piece(put(tmp_path, whole[: len(whole) * 9 // 10]))

    assert len(got) > len(lines) // 2


@pytest.mark.parametrize("data", [b"", b"{", b"\x1f", b"\x28\xb5"])
def test_a_file_too_short_to_be_packed_is_read_as_it_is(data: bytes, tmp_path: Path) -> None:
    assert everything(put(tmp_path, data)) == data


def test_a_few_bytes_that_stand_for_very_many_are_read_in_pieces(tmp_path: Path) -> None:
    bomb = put(tmp_path, zstandard.ZstdCompressor().compress(bytes(64 * 1024 * 1024)))
    with bomb.open("rb") as raw, plain(raw) as stream:
        pieces = [len(piece) for piece in iter(lambda: stream.read1(100_000), b"")]

    assert sum(pieces) == 64 * 1024 * 1024
    assert max(pieces) <= 100_000


def test_a_pack_of_a_given_size_is_read_as_any_other() -> None:
    data = b"what is left\n" * 40
    packed = pack_into(data, 400, b"note")

    assert packed is not None
    assert (len(packed), unpack(packed)) == (400, data)
    assert b"note" in packed
    assert pack_into(bytes(range(256)) * 8, 100, b"") is None
