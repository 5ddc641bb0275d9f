"""Pieces are stored once, read back as they were, and refused when they are not what their name says."""

from pathlib import Path

import pytest

from cautery.errors import Invalid, Permanent
from cautery.kit.age import new_age_key
from cautery.pipeline.backup import pieces
from cautery.pipeline.backup.pieces import PLAIN, BackupPieces, forget_pieces, read_pieces


def test_a_file_that_grew_adds_its_last_piece_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "PIECE_BYTES", 4)
    file, store = tmp_path / "file", BackupPieces(tmp_path / "b")
    file.write_bytes(b"abcdefgh")
    store.put_file(file)
    file.write_bytes(b"abcdefghij, and what came later")
    names, size = store.put_file(file, size=10)

    assert (len(names), size) == (3, 10)
    assert len(list(tmp_path.glob("b/pieces/plain/*/*"))) == 3
    assert b"".join(read_pieces(tmp_path / "b", PLAIN, names)) == b"abcdefghij"


def test_a_piece_that_changed_or_is_gone_is_damage(tmp_path: Path) -> None:
    name = BackupPieces(tmp_path).put(b"events")
    [path] = tmp_path.glob("pieces/*/*/*")
    data = path.read_bytes()
    for harm in (data[:-1], data[:-6] + b"x" + data[-5:], BackupPieces(tmp_path / "other").put(b"other").encode()):
        path.write_bytes(harm)
        with pytest.raises(Permanent, match="backup is damaged"):
            list(read_pieces(tmp_path, PLAIN, [name]))
    path.unlink()
    with pytest.raises(Permanent, match="backup is damaged"):
        list(read_pieces(tmp_path, PLAIN, [name]))


def test_under_a_key_nothing_can_be_read_without_its_secret_half(tmp_path: Path) -> None:
    key = new_age_key()
    sealed = BackupPieces(tmp_path, recipient=key.public)
    name = sealed.put(b"the town's keys")

    assert list(read_pieces(tmp_path, sealed.place, [name], secret=key.secret)) == [b"the town's keys"]
    assert not any(b"town" in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    with pytest.raises(Invalid, match="--key FILE"):
        list(read_pieces(tmp_path, sealed.place, [name]))
    with pytest.raises(Permanent, match="does not open"):
        list(read_pieces(tmp_path, sealed.place, [name], secret=new_age_key().secret))


def test_pieces_that_no_manifest_names_go(tmp_path: Path) -> None:
    store = BackupPieces(tmp_path)
    kept, gone = store.put(b"kept"), store.put(b"gone")

    assert forget_pieces(tmp_path, {(PLAIN, kept)}) == 1
    assert list(read_pieces(tmp_path, PLAIN, [kept])) == [b"kept"]
    with pytest.raises(Permanent):
        list(read_pieces(tmp_path, PLAIN, [gone]))
