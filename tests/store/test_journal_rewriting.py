"""A batch is rewritten in its place, and every place in the journal holds as before."""

from pathlib import Path

import pytest

from cautery.errors import Permanent
from cautery.store import journal_rewriting
from cautery.store.journal import Journal, JournalFrame
from cautery.store.journal_rewriting import rewrite_journal


def kept(folder: Path) -> list[bytes]:
    return [frame.lines for frame in Journal(folder).read()]


def without_secrets(frame: JournalFrame) -> bytes | None:
    left = b"".join(line for line in frame.lines.splitlines(keepends=True) if b"secret" not in line)
    return left if left != frame.lines else None


def written(folder: Path) -> list[object]:
    journal = Journal(folder, segment_bytes=300)
    for number in range(6):
        journal.append(b'{"post":"plain %d"}\n{"post":"secret %d"}\n' % (number, number) * 3, 6)
    journal.append(b'{"post":"secret"}\n', 1)
    places = [frame.after for frame in journal.read()]
    journal.close()
    assert len(list(folder.glob("*.frames"))) > 1
    return list(places)


def test_what_is_left_keeps_its_place_and_what_went_is_in_no_byte(tmp_path: Path) -> None:
    places = written(tmp_path)
    assert rewrite_journal(tmp_path, without_secrets, note="erased e1") == 19

    journal = Journal(tmp_path)
    assert [frame.after for frame in journal.read()] == places
    assert [frame.count for frame in journal.read()] == [3] * 6 + [0]
    assert all(b"secret" not in lines for lines in kept(tmp_path))
    assert b"erased e1" in next(iter(sorted(tmp_path.glob("*.frames")))).read_bytes()
    journal.append(b'{"post":"after"}\n', 1)
    assert kept(tmp_path)[-1] == b'{"post":"after"}\n'


def test_where_nothing_goes_nothing_is_written(tmp_path: Path) -> None:
    written(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.glob("*.frames")}

    assert rewrite_journal(tmp_path, lambda _: None, note="x") == 0
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_a_batch_that_cannot_be_made_to_fit_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path)
    before = kept(tmp_path)
    monkeypatch.setattr(journal_rewriting, "pack_into", lambda *_: None)
    with pytest.raises(Permanent, match="cannot be made shorter"):
        rewrite_journal(tmp_path, without_secrets, note="x")

    assert kept(tmp_path) == before
