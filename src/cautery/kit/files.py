"""Files that are there whole or not at all, and stay there when the power fails."""

import os
from pathlib import Path
from typing import IO

BLOCK = 4096


def replace_file(path: Path, data: bytes, *, mode: int = 0o600, holes: bool = False) -> None:
    """Write a file so that a reader sees the old one or the new one, and the new one survives a crash.

    Args:
        holes: whether blocks of zeros are left out, and take no room on the disk.
    """
    beside = path.with_name(f".{path.name}.new")
    beside.touch(mode=mode)
    with beside.open("wb") as out:
        if holes:
            _write_with_holes(out, data)
        else:
            out.write(data)
        out.flush()
        os.fsync(out.fileno())
    beside.replace(path)
    sync_folder(path.parent)


def _write_with_holes(out: IO[bytes], data: bytes) -> None:
    for at in range(0, len(data), BLOCK):
        block = data[at : at + BLOCK]
        if block.strip(b"\0"):
            out.seek(at)
            out.write(block)
    out.truncate(len(data))


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a crash."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
