"""Keyed hashes are compared while their key is kept, and say nothing once it is gone."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cautery.errors import Permanent
from cautery.kit.keyring import OVERLAP, Keyring, new_keyring, read_keyring, write_keyring

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
RING = new_keyring(at=NOON)


def shared(one: str, other: str) -> set[str]:
    return set(one.split()) & set(other.split())


@given(st.text(min_size=1), st.text(min_size=1))
def test_equal_values_share_a_hash_and_others_do_not(one: str, other: str) -> None:
    hashed, again = (RING.hashed("ip", value, at=NOON) for value in (one, other))

    assert bool(shared(hashed, again)) == (one == other)
    assert one not in hashed or len(one) < 4


def test_one_value_of_two_traits_is_two_hashes() -> None:
    assert not shared(RING.hashed("ip", "x", at=NOON), RING.hashed("device", "x", at=NOON))


def test_what_came_before_a_rotation_is_compared_until_the_old_key_is_over() -> None:
    before = RING.hashed("ip", "x", at=NOON)
    rotated = RING.rotated(at=NOON)

    assert shared(before, rotated.hashed("ip", "x", at=NOON + timedelta(days=1)))
    assert not shared(before, rotated.hashed("ip", "x", at=NOON + OVERLAP))


def test_a_key_that_is_over_is_dropped_for_good_by_the_next_rotation() -> None:
    twice = RING.rotated(at=NOON).rotated(at=NOON + OVERLAP)

    assert [key.id for key in twice.keys] == ["k3", "k2"]


def test_everybody_has_secrets_of_their_own_one_under_each_key_in_use() -> None:
    twice = RING.rotated(at=NOON)
    new, old = twice.secrets_for("ana", at=NOON)

    assert RING.secrets_for("ana", at=NOON) == (old,)
    assert twice.secrets_for("ana", at=NOON + OVERLAP) == (new,)
    assert len({new, old, *twice.secrets_for("ben", at=NOON)}) == 4
    assert len(new) == 32


def test_a_keyring_comes_back_as_it_was_written_and_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "traits.json"
    write_keyring(RING, path)

    assert read_keyring(path) == RING
    assert path.stat().st_mode & 0o077 == 0
    assert read_keyring(tmp_path / "none.json") is None


@pytest.mark.parametrize("written", [b"", b"[]", b"\xff\xfe", b'{"keys": 3}'])
def test_damaged_keys_are_told_and_not_replaced(written: bytes, tmp_path: Path) -> None:
    path = tmp_path / "traits.json"
    path.write_bytes(written)
    with pytest.raises(Permanent, match=r"traits\.json' are damaged"):
        read_keyring(path)

    assert path.read_bytes() == written


def test_two_installations_hash_otherwise() -> None:
    other = new_keyring(at=NOON)

    assert isinstance(other, Keyring)
    assert not shared(other.hashed("ip", "x", at=NOON), RING.hashed("ip", "x", at=NOON))
