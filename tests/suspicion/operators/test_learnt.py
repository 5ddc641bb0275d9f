"""What was learnt comes back as it was kept, or it is said that it cannot."""

from pathlib import Path

import pytest

from cautery.errors import Permanent
from cautery.suspicion.operators.learn import Learnt
from cautery.suspicion.operators.learnt import fetch_learnt, fetch_shares, keep_learnt, keep_shares

LEARNT = Learnt(persists={"device": 0.7}, margin=1.5, pairs=12.0)


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    keep_learnt(LEARNT, tmp_path / "fitted")

    assert fetch_learnt(tmp_path / "fitted") == LEARNT


def test_where_nothing_was_learnt_there_is_nothing(tmp_path: Path) -> None:
    assert fetch_learnt(tmp_path) is None


@pytest.mark.parametrize("bytes_", [b"", b"{", b'{"persists": 3}', b"\xff\xfe"])
def test_a_damaged_file_is_told_and_what_to_do_about_it(bytes_: bytes, tmp_path: Path) -> None:
    (tmp_path / "operators.json").write_bytes(bytes_)

    with pytest.raises(Permanent, match="delete it, and learn again"):
        fetch_learnt(tmp_path)


def test_shares_come_back_and_what_is_damaged_is_as_if_none_were_learnt(tmp_path: Path) -> None:
    keep_shares({"hand": 0.02}, tmp_path / "hands")
    assert fetch_shares(tmp_path / "hands") == {"hand": 0.02}

    (tmp_path / "hands" / "shares.json").write_bytes(b"{")
    assert fetch_shares(tmp_path / "hands") == fetch_shares(tmp_path / "nowhere") == {}
