"""A seal is over a row and its kind, under one key; the key is made once and read again."""

import stat
from pathlib import Path

import pytest

from cautery.access.seals import Seals, make_seals, read_seals
from cautery.errors import Missing, Permanent


def test_a_seal_holds_for_its_row_kind_and_key_only() -> None:
    seals = Seals(b"k" * 32)
    seal = seals.over("keys", {"a": 1})

    assert seals.hold("keys", {"a": 1}, seal)
    assert not seals.hold("keys", {"a": 2}, seal)
    assert not seals.hold("links", {"a": 1}, seal)
    assert not seals.hold("keys", {"a": 1}, None)
    assert not seals.hold("keys", {"a": 1}, "é")
    assert not Seals(b"o" * 32).hold("keys", {"a": 1}, seal)


def test_each_use_has_a_key_of_its_own() -> None:
    assert Seals(b"k" * 32).key_for("rows") != Seals(b"k" * 32).key_for("browsers")


def test_the_key_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "access.key"
    with pytest.raises(Missing, match="cautery init"):
        read_seals(path)
    assert make_seals(path)
    assert not make_seals(path)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert read_seals(path).over("a", {}) == read_seals(path).over("a", {})
    path.write_bytes(b"short")
    with pytest.raises(Permanent):
        read_seals(path)
