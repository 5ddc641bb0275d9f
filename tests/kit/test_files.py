"""A file is there whole or not at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cautery.kit.files import replace_file, sync_folder

REPLACE_FOR_EVER = """
import sys
from pathlib import Path
from cautery.kit.files import replace_file
while True:
    for letter in b"ab":
        replace_file(Path(sys.argv[1]), bytes([letter]) * 200_000)
        print("written", flush=True)
"""


def test_a_file_is_made_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "said.json"
    replace_file(path, b"a long first text")
    replace_file(path, b"short")

    assert path.read_bytes() == b"short"
    assert list(tmp_path.iterdir()) == [path]


def test_who_has_the_old_file_open_goes_on_reading_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "said.json"
    replace_file(path, b"old")
    with path.open("rb") as reader:
        replace_file(path, b"new")

        assert reader.read() == b"old"


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "said.json"
    replace_file(path, b"old")
    with pytest.raises(TypeError):
        replace_file(path, "text is not bytes")  # type: ignore[arg-type]

    assert path.read_bytes() == b"old"


def test_a_process_killed_while_writing_leaves_one_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "said.bin"
    with subprocess.Popen([sys.executable, "-c", REPLACE_FOR_EVER, str(path)], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        for _ in range(25):
            child.stdout.readline()
        child.kill()

    assert path.read_bytes() in (b"a" * 200_000, b"b" * 200_000)


def test_syncing_a_folder_leaves_no_descriptor_open(tmp_path: Path) -> None:
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(50):
        sync_folder(tmp_path)

    assert len(os.listdir("/proc/self/fd")) == before


def test_a_folder_that_is_not_there_cannot_be_synced(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        sync_folder(tmp_path / "nowhere")


def test_blocks_of_zeros_take_no_room_and_are_read_as_zeros(tmp_path: Path) -> None:
    data = b"a" * 5000 + bytes(2**22) + b"b"
    replace_file(tmp_path / "file", data, holes=True)

    assert (tmp_path / "file").read_bytes() == data
    assert (tmp_path / "file").stat().st_blocks * 512 < 2**21
    replace_file(tmp_path / "file", bytes(9000), holes=True)
    assert (tmp_path / "file").read_bytes() == bytes(9000)
