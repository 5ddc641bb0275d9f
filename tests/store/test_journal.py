"""What was acknowledged is given back whole, whatever happened to the end of the file; damage is never passed over."""

import os
import resource
import shutil
import signal
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.errors import Conflict, Permanent, Temporary
from cautery.store.journal import CHECK_EVERY, HEADER_BYTES, SEGMENT_BYTES, START, Journal, JournalPlace
from cautery.store.segments import CheckedSegment, SegmentIndex

BATCHES = [b"one\n", b"two\ntwo again\n", b"three\n" * 40, bytes(range(11, 256)) * 3 + b"\n"]

HOLD_THE_LOCK = """
import sys
from pathlib import Path
from cautery.store.journal import Journal
journal = Journal(Path(sys.argv[1]))
journal.append(b"theirs\\n", 1)
print("written", flush=True)
sys.stdin.read()
"""


def written(folder: Path, batches: list[bytes], segment_bytes: int = 10**9) -> list[JournalPlace]:
    """Write batches and close; returns the place behind each."""
    journal = Journal(folder, segment_bytes=segment_bytes)
    marks = [journal.append(batch, batch.count(b"\n")) for batch in batches]
    journal.close()
    return marks


def given_back(folder: Path, since: JournalPlace = START) -> list[bytes]:
    return [frame.lines for frame in Journal(folder).read(since)]


def segments(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.frames"))


def ends_of_frames(folder: Path) -> list[int]:
    """Measure where each batch of one segment ends, by writing them one after another elsewhere."""
    ends, beside = [], folder.with_name("measured")
    for number in range(1, len(BATCHES) + 1):
        shutil.rmtree(beside, ignore_errors=True)
        written(beside, BATCHES[:number])
        ends.append(segments(beside)[0].stat().st_size)
    return ends


@given(st.lists(st.lists(st.binary().map(lambda line: line.replace(b"\n", b" ")), min_size=1, max_size=5), max_size=8))
@settings(max_examples=40)
def test_batches_come_back_as_they_went_in(
    tmp_path_factory: pytest.TempPathFactory, batches: list[list[bytes]]
) -> None:
    folder = tmp_path_factory.mktemp("journal")
    kept = [b"\n".join(lines) + b"\n" for lines in batches]
    written(folder, kept, segment_bytes=200)

    frames = list(Journal(folder).read())
    assert [(frame.lines, frame.count) for frame in frames] == [(k, len(b)) for k, b in zip(kept, batches, strict=True)]


def test_reading_goes_on_behind_any_mark_also_into_the_next_segment(tmp_path: Path) -> None:
    batches = [b"batch %d\n" % number for number in range(12)]
    marks = written(tmp_path, batches, segment_bytes=150)

    assert len(segments(tmp_path)) > 2
    for done, mark in enumerate([START, *marks]):
        assert given_back(tmp_path, mark) == batches[done:]


def test_places_of_batches_join_and_rise(tmp_path: Path) -> None:
    marks = written(tmp_path, [b"batch %d\n" % number for number in range(12)], segment_bytes=150)
    frames = list(Journal(tmp_path).read())

    assert [frame.after for frame in frames] == marks
    assert all(
        a.after == b.before or b.before == JournalPlace(segment=a.after.segment + 1, byte=0)
        for a, b in pairwise(frames)
    )
    assert marks == sorted(set(marks))


def test_a_batch_is_there_for_a_reader_as_soon_as_it_is_acknowledged(tmp_path: Path) -> None:
    writer = Journal(tmp_path)
    for number, batch in enumerate(BATCHES, start=1):
        writer.append(batch, 1)

        assert given_back(tmp_path) == BATCHES[:number]
        assert Journal(tmp_path).end() == writer.end()


def test_an_empty_folder_is_an_empty_journal(tmp_path: Path) -> None:
    assert given_back(tmp_path / "nowhere") == []
    assert Journal(tmp_path / "nowhere").end() == START


def test_a_tail_torn_at_any_byte_gives_every_batch_that_was_whole(tmp_path: Path) -> None:
    """And the next writer sets the torn bytes aside and goes on."""
    folder = tmp_path / "journal"
    written(folder, BATCHES)
    [path] = segments(folder)
    whole, ends = path.read_bytes(), ends_of_frames(folder)
    for size in range(len(whole) + 1):
        path.write_bytes(whole[:size])
        kept = BATCHES[: sum(end <= size for end in ends)]

        assert given_back(folder) == kept, size
        assert Journal(folder).end().byte == max((end for end in ends if end <= size), default=0)
        written(folder, [b"after\n"])
        assert given_back(folder) == [*kept, b"after\n"]


def test_a_tail_that_was_reserved_but_never_filled_gives_every_batch_before_it(tmp_path: Path) -> None:
    """After a power cut a file may have its length and zeros where the bytes should be."""
    written(tmp_path, BATCHES)
    [path] = segments(tmp_path)
    whole = path.read_bytes()
    last = len(whole) - 40
    for size in range(last, len(whole)):
        path.write_bytes(whole[:size] + bytes(len(whole) - size))

        assert given_back(tmp_path) == BATCHES[:-1], size
        assert Journal(tmp_path).end().byte == ends_of_frames(tmp_path)[-2], size


def test_torn_bytes_are_set_aside_and_never_overwrite_each_other(tmp_path: Path) -> None:
    written(tmp_path, [b"kept\n"])
    [path] = segments(tmp_path)
    for torn in (b"half a batch", b"another half"):
        with path.open("ab") as out:
            out.write(torn)
        written(tmp_path, [b"more\n"])

    assert sorted(aside.read_bytes() for aside in tmp_path.glob("*.torn-*")) == [b"another half", b"half a batch"]
    assert given_back(tmp_path) == [b"kept\n", b"more\n", b"more\n"]


def test_of_a_journal_that_ends_whole_nothing_is_set_aside(tmp_path: Path) -> None:
    for _ in range(2):
        written(tmp_path, [b"kept\n"])

    assert list(tmp_path.glob("*.torn-*")) == []


def test_reading_a_torn_journal_changes_nothing(tmp_path: Path) -> None:
    written(tmp_path, BATCHES)
    [path] = segments(tmp_path)
    path.write_bytes(path.read_bytes()[:-3])
    before = {file: file.read_bytes() for file in tmp_path.iterdir()}
    given_back(tmp_path)

    assert {file: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_damage_in_the_middle_is_an_error_that_names_the_place(tmp_path: Path) -> None:
    """Every byte before the last batch is turned, one after another."""
    folder = tmp_path / "journal"
    written(folder, BATCHES)
    [path] = segments(folder)
    whole, ends = path.read_bytes(), ends_of_frames(folder)
    for at in range(ends[-2]):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x40]) + whole[at + 1 :])
        begins = max((end for end in ends if end <= at), default=0)

        with pytest.raises(Permanent, match=f"batch at byte {begins} of '{path}'"):
            given_back(folder)


def test_batches_before_the_damage_are_still_given(tmp_path: Path) -> None:
    folder = tmp_path / "journal"
    written(folder, BATCHES)
    [path] = segments(folder)
    whole, ends = path.read_bytes(), ends_of_frames(folder)
    at = ends[1] + HEADER_BYTES + 2
    path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x40]) + whole[at + 1 :])
    reading = Journal(folder).read()

    assert [next(reading).lines, next(reading).lines] == BATCHES[:2]
    with pytest.raises(Permanent, match=f"byte {ends[1]} "):
        next(reading)


def test_a_damaged_header_stops_the_writer_before_it_cuts_anything_off(tmp_path: Path) -> None:
    written(tmp_path, BATCHES)
    [path] = segments(tmp_path)
    bad = b"X" + path.read_bytes()[1:]
    path.write_bytes(bad)
    with pytest.raises(Permanent, match="nothing was changed"):
        Journal(tmp_path).append(b"after\n", 1)

    assert path.read_bytes() == bad


@pytest.mark.parametrize("lost", [1, 5, 30])
def test_an_older_segment_that_is_cut_short_is_damage(tmp_path: Path, lost: int) -> None:
    """Only the newest can be torn by a crash."""
    written(tmp_path, [b"batch %d\n" % number for number in range(12)], segment_bytes=150)
    first = segments(tmp_path)[0]
    first.write_bytes(first.read_bytes()[:-lost])

    with pytest.raises(Permanent, match=first.name):
        given_back(tmp_path)


def test_a_second_writer_is_refused_in_this_process_and_in_another(tmp_path: Path) -> None:
    mine = Journal(tmp_path)
    mine.append(b"mine\n", 1)
    with pytest.raises(Conflict, match="Another process is writing"):
        Journal(tmp_path).append(b"also mine\n", 1)
    mine.close()
    command = [sys.executable, "-c", HOLD_THE_LOCK, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(Conflict, match="wait for it to end"):
            Journal(tmp_path).append(b"mine again\n", 1)

    written(tmp_path, [b"mine at last\n"])
    assert given_back(tmp_path) == [b"mine\n", b"theirs\n", b"mine at last\n"]


def test_who_holds_the_journal_keeps_others_out_before_writing_anything(tmp_path: Path) -> None:
    mine = Journal(tmp_path)
    mine.hold()
    with pytest.raises(Conflict):
        Journal(tmp_path).hold()

    assert given_back(tmp_path) == []
    assert mine.append(b"mine\n", 1) == JournalPlace(segment=1, byte=segments(tmp_path)[0].stat().st_size)
    mine.close()


def test_a_batch_for_which_there_is_no_room_is_taken_back_whole(tmp_path: Path) -> None:
    """The next batch must not stand behind half of one: that would look like damage."""
    journal = Journal(tmp_path)
    journal.append(b"first\n", 1)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    usual = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, limits[1]))
        with pytest.raises(Temporary, match="make room"):
            journal.append(os.urandom(5000).replace(b"\n", b" ") + b"\n", 1)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, usual)
    mark = journal.append(b"second\n", 1)

    assert given_back(tmp_path) == [b"first\n", b"second\n"]
    assert mark == journal.end() == JournalPlace(segment=1, byte=segments(tmp_path)[0].stat().st_size)
    journal.close()


def test_opening_and_reading_on_look_at_nothing_before_their_place(tmp_path: Path) -> None:
    """What lies before is zeroed: whoever read it would find damage."""
    marks = written(tmp_path, BATCHES)
    SegmentIndex(tmp_path).note(1, CheckedSegment(bytes=marks[1].byte, events=3))
    [path] = segments(tmp_path)
    path.write_bytes(bytes(marks[1].byte) + path.read_bytes()[marks[1].byte :])

    assert given_back(tmp_path, marks[1]) == BATCHES[2:]
    assert written(tmp_path, [b"after\n"])[0].byte == path.stat().st_size
    assert given_back(tmp_path, marks[-1]) == [b"after\n"]


def test_a_reader_beside_a_writer_never_takes_a_batch_that_is_being_written_for_damage(tmp_path: Path) -> None:
    """Only half of a batch is there when it is read, and the whole one with another behind it a moment later."""
    written(tmp_path, BATCHES[:1])
    [path] = segments(tmp_path)
    reading, whole = Journal(tmp_path).read(), path.read_bytes()
    written(tmp_path, [bytes(range(11, 256)) * 3 + b"\n", b"last\n"])
    more = path.read_bytes()[len(whole) :]
    path.write_bytes(whole + more[:30])
    assert next(reading).lines == BATCHES[0]
    path.write_bytes(whole + more)

    assert len(list(reading)) == 2


def test_what_waits_behind_a_place_is_counted_in_bytes(tmp_path: Path) -> None:
    marks = written(tmp_path, [b"batch %d\n" % number for number in range(12)], segment_bytes=150)
    total = sum(path.stat().st_size for path in segments(tmp_path))
    journal = Journal(tmp_path)

    assert (journal.behind(START), journal.behind(marks[-1])) == (total, 0)
    assert journal.behind(marks[0]) == total - marks[0].byte


def test_a_place_that_an_older_journal_does_not_reach_is_known(tmp_path: Path) -> None:
    marks = written(tmp_path, BATCHES)
    journal = Journal(tmp_path)

    assert [journal.holds(place) for place in (START, *marks)] == [True] * 5
    assert not journal.holds(JournalPlace(segment=1, byte=marks[-1].byte + 1))
    assert not journal.holds(JournalPlace(segment=2, byte=30))


def test_a_batch_is_on_the_disk_before_it_is_acknowledged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each one, in the file that a reader opens: what is only in memory is gone when the power fails."""
    synced: list[tuple[int, int]] = []

    def sync(file: int) -> None:
        synced.append((os.fstat(file).st_ino, os.fstat(file).st_size))

    monkeypatch.setattr(os, "fdatasync", sync)
    journal = Journal(tmp_path)
    for number, batch in enumerate(BATCHES, start=1):
        mark = journal.append(batch, 1)

        assert len(synced) == number
        assert synced[-1] == (segments(tmp_path)[0].stat().st_ino, mark.byte)
    journal.close()


def test_a_batch_that_the_disk_did_not_take_is_not_acknowledged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(file: int) -> None:
        raise OSError(5, "Input/output error")

    written(tmp_path, BATCHES[:1])
    monkeypatch.setattr(os, "fdatasync", broken)
    with pytest.raises(Temporary, match="Input/output error"):
        Journal(tmp_path).append(b"lost\n", 1)

    assert given_back(tmp_path) == BATCHES[:1]


def test_a_new_segment_is_named_on_the_disk_before_anything_is_written_into_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[tuple[Path, list[str]]] = []

    def sync(folder: Path) -> None:
        synced.append((folder, [path.name for path in segments(folder)]))

    monkeypatch.setattr("cautery.store.journal.sync_folder", sync)
    written(tmp_path, [b"one\n", b"two\n"], segment_bytes=1)

    assert synced == [(tmp_path, [f"{last:08d}.frames" for last in range(1, most + 1)]) for most in (1, 2, 3)]


def test_a_segment_ends_with_the_batch_that_fills_it(tmp_path: Path) -> None:
    size = ends_of_frames(tmp_path / "measured")[0]
    marks = written(tmp_path / "full", [BATCHES[0], BATCHES[1]], segment_bytes=size)

    assert [mark.segment for mark in marks] == [1, 2]


def test_segments_are_a_quarter_of_a_gibibyte_and_noted_sixteen_times() -> None:
    assert (SEGMENT_BYTES, CHECK_EVERY) == (268_435_456, 16_777_216)


def test_a_journal_makes_the_folders_that_it_needs_for_its_owner_alone(tmp_path: Path) -> None:
    written(tmp_path / "a" / "b", BATCHES[:1])

    assert (tmp_path / "a" / "b").stat().st_mode & 0o777 == 0o700
