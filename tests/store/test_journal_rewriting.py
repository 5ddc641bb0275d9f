"""A batch is rewritten in its place, and every place in the journal holds as before."""

import json
import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cautery.errors import Permanent
from cautery.store import journal_rewriting
from cautery.store.journal import Journal, JournalFrame
from cautery.store.journal_rewriting import rewrite_journal


def kept(folder: Path) -> list[bytes]:
    return [frame.lines for frame in Journal(folder).read()]


def without_secrets(frame: JournalFrame) -> tuple[bytes, ...]:
    left = b"".join(line for line in frame.lines.splitlines(keepends=True) if b"secret" not in line)
    return (left,) if left != frame.lines else ()


def written(folder: Path) -> list[object]:
    journal = Journal(folder, segment_bytes=300)
    for number in range(6):
        journal.append(b'{"post":"plain %d"}\n{"post":"secret %d"}\n' % (number, number) * 3, 6)
    journal.append(b'{"post":"secret, and more that goes with it"}\n', 1)
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
    assert b"erased e1" in b"".join(path.read_bytes() for path in tmp_path.glob("*.frames"))
    journal.append(b'{"post":"after"}\n', 1)
    assert kept(tmp_path)[-1] == b'{"post":"after"}\n'


def test_where_nothing_goes_nothing_is_written(tmp_path: Path) -> None:
    written(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.glob("*.frames")}

    assert rewrite_journal(tmp_path, lambda _: (), note="x") == 0
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_a_batch_that_cannot_be_made_to_fit_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path)
    before = kept(tmp_path)
    monkeypatch.setattr(journal_rewriting, "pack_into", lambda *_: None)
    with pytest.raises(Permanent, match="cannot be made shorter"):
        rewrite_journal(tmp_path, without_secrets, note="x")

    assert kept(tmp_path) == before


@given(st.integers(1, 12), st.integers(0, 2**32))
def test_whichever_line_of_a_batch_goes_what_is_left_fits(many: int, seed: int) -> None:
    """Lines that are nearly the same pack into almost nothing, so that one less makes little room."""
    rng = random.Random(seed)
    said = [
        b'{"at":"2016-02-05T10:00:%02dZ","id":"e%d"}\n' % (rng.randrange(60), rng.randrange(9)) for _ in range(many)
    ]
    gone = rng.randrange(many)
    left = b"".join(said[:gone] + said[gone + 1 :])
    with tempfile.TemporaryDirectory() as folder:
        journal = Journal(Path(folder))
        journal.append(b"".join(said), many)
        journal.close()
        rewrite_journal(Path(folder), lambda frame: (left,), note="x")
        [frame] = journal.read()

    assert (frame.count, [json.loads(line) for line in frame.lines.splitlines()]) == (
        many - 1,
        [json.loads(line) for line in left.splitlines()],
    )
