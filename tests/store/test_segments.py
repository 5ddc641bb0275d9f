"""What is noted of segments is a help and never a condition."""

from pathlib import Path

from cautery.store.journal import Journal
from cautery.store.segments import CheckedSegment, SegmentIndex


def test_what_was_noted_is_known_by_the_next_one_who_opens(tmp_path: Path) -> None:
    SegmentIndex(tmp_path).note(3, CheckedSegment(bytes=10, events=2))
    SegmentIndex(tmp_path).note(4, CheckedSegment(bytes=7, events=1))

    assert SegmentIndex(tmp_path).known(3) == CheckedSegment(bytes=10, events=2)
    assert SegmentIndex(tmp_path).known(5) == CheckedSegment()


def test_a_damaged_index_is_as_good_as_none(tmp_path: Path) -> None:
    journal = Journal(tmp_path, segment_bytes=20)
    journal.append(b"one\n", 1)
    journal.close()
    (tmp_path / "index.json").write_bytes(b"{half")

    assert [frame.lines for frame in Journal(tmp_path).read()] == [b"one\n"]
    journal.append(b"two\n", 1)
    assert [frame.lines for frame in Journal(tmp_path).read()] == [b"one\n", b"two\n"]


def test_an_index_that_notes_more_than_a_segment_holds_is_not_believed(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    place = journal.append(b"one\n", 1)
    journal.close()
    SegmentIndex(tmp_path).note(1, CheckedSegment(bytes=place.byte + 1, events=9))

    assert Journal(tmp_path).end() == place
