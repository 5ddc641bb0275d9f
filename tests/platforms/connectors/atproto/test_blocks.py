"""One record that cannot be read hides none of the others that were written with it."""

import hashlib

import libipld
import pytest

from cautery.platforms.connectors.atproto.blocks import blocks_in

DEEP = b"\xa1\x61a" * 5_000 + b"\x01"


def named(packed: bytes) -> bytes:
    return b"\x01\x71\x12\x20" + hashlib.sha256(packed).digest()


def archive_of(*packed: bytes) -> bytes:
    """Write an archive."""
    sections = [libipld.encode_dag_cbor({"version": 1, "roots": []}), *(named(one) + one for one in packed)]
    return b"".join(_length(len(one)) + one for one in sections)


def _length(number: int) -> bytes:
    low, rest = number & 0x7F, number >> 7
    return bytes([low | 0x80]) + _length(rest) if rest else bytes([low])


def packed(text: str) -> bytes:
    return libipld.encode_dag_cbor({"text": text})


def test_an_archive_is_its_records_by_name() -> None:
    one, other = packed("a lamp"), packed("burns " * 100)
    found = blocks_in(archive_of(one, other))

    assert found.records == {named(one): {"text": "a lamp"}, named(other): {"text": "burns " * 100}}
    assert not found.broken


@pytest.mark.parametrize("bad", [DEEP, packed("half").replace(b"half", b"h\xff\xfef"), b"", b"\xff"])
def test_a_record_that_cannot_be_read_is_named_and_the_others_are_read(bad: bytes) -> None:
    found = blocks_in(archive_of(packed("a lamp"), bad, packed("on")))

    assert found.records == {named(packed(text)): {"text": text} for text in ("a lamp", "on")}
    assert set(found.broken) == {named(bad)}


@pytest.mark.parametrize("cut", [1, 20, 60, -1])
def test_an_archive_that_breaks_off_is_refused(cut: int) -> None:
    with pytest.raises(ValueError, match="breaks off"):
        blocks_in(archive_of(packed("a lamp"), DEEP)[:cut])
