"""The records of a commit, each read alone: one that cannot be read costs none of the others in its archive (CARv1)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import libipld

_CID_BYTES = 36
"""A name of the network: version, codec and SHA-256."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """What an archive holds, by name."""

    records: Mapping[bytes, object] = field(default_factory=dict)
    broken: Mapping[bytes, Exception] = field(default_factory=dict)
    """Blocks that cannot be read, and why."""


def blocks_in(archive: bytes) -> Blocks:
    """Read an archive; ValueError where it breaks off."""
    try:
        return Blocks(records=libipld.decode_car(archive)[1])
    except Exception:  # one block spoils the whole for whoever reads it whole
        return _one_by_one(archive)


def _one_by_one(archive: bytes) -> Blocks:
    records, broken = dict[bytes, object](), dict[bytes, Exception]()
    _, *sections = _sections(archive)
    for section in sections:
        name, packed = section[:_CID_BYTES], section[_CID_BYTES:]
        try:
            records[name] = libipld.decode_dag_cbor(packed)
        except Exception as error:  # whatever a stranger's record makes a parser raise
            broken[name] = error
    return Blocks(records=records, broken=broken)


def _sections(archive: bytes) -> Iterator[bytes]:
    """Give the header and each block: each stands behind its length, a number of seven bits a byte."""
    at = 0
    while at < len(archive):
        length = shift = 0
        while True:
            if at >= len(archive):
                raise ValueError("the archive breaks off")
            byte = archive[at]
            at, length, shift = at + 1, length | (byte & 0x7F) << shift, shift + 7
            if byte < 0x80:
                break
        if at + length > len(archive) or not length:
            raise ValueError("the archive breaks off")
        yield archive[at : at + length]
        at += length
