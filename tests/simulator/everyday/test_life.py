"""What the society does is written as events of the contract."""

import gzip
import json
from pathlib import Path

import msgspec

from cautery.model.event import AnyEvent
from cautery.simulator.everyday.life import write
from cautery.simulator.everyday.society import a_society


def test_a_society_is_written_as_events_in_the_order_of_time_and_the_same_each_time(tmp_path: Path) -> None:
    written, again = (write(a_society(3, size=0.05), tmp_path / name, seed=3, with_truth=True) for name in ("a", "b"))
    with gzip.open(written.events) as lines, gzip.open(again.events) as others:
        first, second = lines.read(), others.read()
    events = [msgspec.json.decode(line, type=AnyEvent) for line in first.splitlines()]
    truth = json.loads(Path(written.truth or "").read_text())

    assert first == second
    assert [event.at for event in events] == sorted(event.at for event in events)
    assert {event.account for event in events} <= truth.keys()
    assert Path(written.labels).read_text().count("violating") == sum(
        one["kind"] == "removed" for one in truth.values()
    )


def test_the_truth_is_written_only_where_it_is_asked_for(tmp_path: Path) -> None:
    assert write(a_society(3, size=0.05), tmp_path, seed=3).truth is None
    assert not (tmp_path / "truth.json").exists()
