"""Which events were seen, judged against a plain set."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.engine import seen as seen_module
from cautery.engine.seen import SeenDigests, digest_of
from cautery.store.journal import START, JournalPlace

few = st.integers(0, 40)
digests = st.tuples(st.integers(0, 3), st.integers(0, 3)).map(
    lambda h: h[0].to_bytes(8, "big") + h[1].to_bytes(8, "big")
)


FAR = JournalPlace(segment=1, byte=7)


def some(numbers: range) -> list[bytes]:
    return [digest_of("harbour", f"e{number}") for number in numbers]


def first_met(known: set[bytes], batch: list[bytes]) -> list[bool]:
    """Tell the obvious way: one after another, against a set."""
    answer, met = [], set(known)
    for digest in batch:
        answer.append(digest not in met)
        met.add(digest)
    return answer


@given(st.lists(st.tuples(st.lists(digests, max_size=6), st.booleans(), st.booleans()), max_size=12))
@settings(max_examples=120)
def test_it_answers_as_a_set_would_whatever_lies_on_disk(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[list[bytes], bool, bool]]
) -> None:
    """Sixteen digests that share their halves, kept and opened again at any moment."""
    folder, known = tmp_path_factory.mktemp("seen"), set[bytes]()
    seen = SeenDigests(folder)
    for number, (batch, keep, reopen) in enumerate(steps):
        assert seen.are_new(batch) == first_met(known, batch)
        seen.add([digest for digest, new in zip(batch, first_met(known, batch), strict=True) if new])
        known |= set(batch)
        if keep or reopen:
            seen.keep(JournalPlace(segment=1, byte=number))
        seen = SeenDigests(folder) if reopen else seen

        assert len(seen) == len(known)


@given(st.tuples(st.text(max_size=5), st.text(max_size=5)), st.tuples(st.text(max_size=5), st.text(max_size=5)))
@settings(max_examples=300)
def test_two_events_share_a_digest_only_when_platform_and_id_are_the_same(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    assert (digest_of(*one) == digest_of(*other)) == (one == other)


def test_platform_and_id_cannot_run_together() -> None:
    assert len({digest_of("ab", "c"), digest_of("a", "bc"), digest_of("", "abc"), digest_of("1:a", "b")}) == 4


def test_what_was_only_asked_for_is_not_remembered(tmp_path: Path) -> None:
    """The journal may fail between the question and the answer's use."""
    seen = SeenDigests(tmp_path)
    seen.are_new(some(range(3)))

    assert seen.are_new(some(range(3))) == [True] * 3


def test_what_was_not_kept_is_gone_with_the_process_and_so_is_the_place(tmp_path: Path) -> None:
    seen = SeenDigests(tmp_path)
    seen.add(some(range(3)))
    seen.keep(FAR)
    seen.add(some(range(3, 6)))
    again = SeenDigests(tmp_path)

    assert again.reached() == FAR
    assert again.are_new(some(range(6))) == [False] * 3 + [True] * 3


def test_a_new_folder_has_reached_nothing(tmp_path: Path) -> None:
    assert (SeenDigests(tmp_path / "new").reached(), len(SeenDigests(tmp_path / "new"))) == (START, 0)


def test_a_place_without_its_digests_does_not_count(tmp_path: Path) -> None:
    """Somebody deleted the runs: they must be computed again from the start."""
    seen = SeenDigests(tmp_path)
    seen.add(some(range(3)))
    seen.keep(FAR)
    for run in tmp_path.glob("*.npy"):
        run.unlink()

    assert SeenDigests(tmp_path).reached() == START


def test_it_says_when_memory_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seen_module, "MEMORY_DIGESTS", 10)
    seen = SeenDigests(tmp_path)
    seen.add(some(range(9)))
    assert not seen.is_full()
    seen.add(some(range(9, 10)))
    assert seen.is_full()
    seen.keep(FAR)
    assert not seen.is_full()


def test_runs_stay_few_however_often_it_is_kept(tmp_path: Path) -> None:
    """Each is at least twice as large as the next: a thousand keepings leave a handful of files."""
    seen = SeenDigests(tmp_path)
    for number in range(300):
        seen.add(some(range(number * 10, number * 10 + 10)))
        seen.keep(JournalPlace(segment=1, byte=number))

    assert len(list(tmp_path.glob("*.npy"))) <= 9
    assert (len(seen), any(seen.are_new(some(range(3000))))) == (3000, False)


def test_a_merge_never_grows_beyond_its_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seen_module, "LARGEST_MERGE", 100)
    seen = SeenDigests(tmp_path)
    for number in range(50):
        seen.add(some(range(number * 10, number * 10 + 10)))
        seen.keep(JournalPlace(segment=1, byte=number))

    assert max(path.stat().st_size for path in tmp_path.glob("*.npy")) <= 100 * 16 + 128
    assert not any(SeenDigests(tmp_path).are_new(some(range(500))))


def test_a_merge_cut_off_before_the_old_runs_were_dropped_forgets_nothing(tmp_path: Path) -> None:
    seen = SeenDigests(tmp_path)
    seen.add(some(range(10)))
    seen.keep(FAR)
    (tmp_path / "000001.npy").write_bytes((tmp_path / "000000.npy").read_bytes())
    (tmp_path / "000002.new").write_bytes(b"half a ru")

    assert SeenDigests(tmp_path).are_new(some(range(11))) == [False] * 10 + [True]
