"""A request is read up to where it is no longer one of events; what was good until then is kept."""

from time import process_time

import msgspec

from cautery.events.lines import LONGEST_LINE
from cautery.pipeline.ingestion.batches import MOST_LINES, MOST_REJECTS, read_batch
from tests.world import neighbourhood


def good() -> bytes:
    return b"".join(msgspec.json.encode(event) + b"\n" for event in list(neighbourhood().events)[:20])


def test_good_lines_come_out_with_bad_ones_told_by_their_numbers() -> None:
    batch = read_batch(b"x\n\n" + good() + b"y")

    assert (batch.read, len(batch.events)) == (22, 20)
    assert [one.line for one in batch.rejects] == [1, 23]


def test_after_a_thousand_rejects_the_rest_is_refused_in_one_line() -> None:
    began = process_time()
    batch = read_batch(good() + b"x\n" * 2_000_000)

    assert len(batch.events) == 20
    assert len(batch.rejects) <= MOST_REJECTS + 500
    assert "the rest of this request is refused" in batch.rejects[-1].reason
    assert process_time() - began < 10  # two million lines took more than twenty


def test_lines_are_bounded_even_when_they_are_blank() -> None:
    batch = read_batch(b"\n" * (MOST_LINES + 5))

    assert batch.events == []
    assert "at most" in batch.rejects[-1].reason


def test_a_line_that_is_too_long_is_told_and_stops_none_of_the_others() -> None:
    batch = read_batch(b"{" + b" " * LONGEST_LINE + b"}\n" + good())

    assert len(batch.events) == 20
    assert "longer than" in batch.rejects[0].reason
