"""How far history goes is said whole or not at all."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from cautery.engine.reached import Reached, how_far, say_reached
from cautery.errors import Permanent

NOON = datetime(2020, 1, 1, 12, 0, 0, 123456, tzinfo=UTC)


def test_a_folder_without_history_is_at_its_beginning(tmp_path: Path) -> None:
    assert how_far(tmp_path / "nowhere") == Reached(place=(0, 0), latest=None)


def test_what_was_said_is_read_again_to_the_microsecond(tmp_path: Path) -> None:
    said = Reached(place=(3, 41), latest=NOON)
    say_reached(tmp_path / "lake", Reached(place=(3, 40)))
    say_reached(tmp_path / "lake", said)

    assert how_far(tmp_path / "lake") == said


def test_a_time_of_another_zone_is_the_same_time(tmp_path: Path) -> None:
    elsewhere = NOON.astimezone(timezone(timedelta(hours=5, minutes=30)))
    say_reached(tmp_path, Reached(place=(1, 1), latest=elsewhere))

    assert how_far(tmp_path).latest == NOON


def test_only_the_owner_can_look_into_a_new_folder(tmp_path: Path) -> None:
    say_reached(tmp_path / "lake", Reached())

    assert (tmp_path / "lake").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("data", [b"", b"{", b'{"place": [1]}', b'{"place": [1, 2], "latest": "noon"}', b"\xff"])
def test_a_damaged_file_is_told_with_what_to_do(data: bytes, tmp_path: Path) -> None:
    """Taking it for the beginning would compute a whole history again without a word."""
    (tmp_path / "reached.json").write_bytes(data)

    with pytest.raises(Permanent, match="delete"):
        how_far(tmp_path)
