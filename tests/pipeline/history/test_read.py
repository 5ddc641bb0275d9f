"""Open history up to a time, and say what 'now' is."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from cautery.app import App
from cautery.cases.review import DecisionInput
from cautery.kit.clock import FrozenClock, rfc3339
from cautery.model.suspicion import Suspicion
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.cases.terminal_queue import queue
from cautery.pipeline.detection.labelling import label
from cautery.pipeline.detection.suspects import suspects
from cautery.pipeline.history.read import latest_event
from tests.world import NOON, neighbourhood

"""The Guard has fallen silent, and whoever returned is not back yet."""

A_WEEK_LATER = NOON + timedelta(days=7)


def labelled(app: App, tmp_path: Path, rows: str, *, columns: str = "account,label") -> None:
    file = tmp_path / "more.csv"
    file.write_text(f"{columns}\n{rows}\n")
    label(app, file)


def names(found: Sequence[Suspicion]) -> set[str]:
    return {one.about.id for one in found}


def test_now_is_the_latest_event_and_not_the_wall_clock(town: App) -> None:
    suspects(town)
    [case] = queue(town.config, town.clock)

    assert latest_event(town) == max(event.at for event in neighbourhood().events)
    assert case.due == latest_event(town) + timedelta(hours=72)


def test_a_past_time_does_not_see_later_decisions_of_cases(town: App) -> None:
    """What a reviewer said in the evening was not known in the morning."""
    evening = latest_event(town) + timedelta(hours=8)
    suspects(town)
    [case] = queue(town.config, town.clock)
    town.clock = FrozenClock(evening)
    decide_case(town, case.case, DecisionInput(measure="suspend", clause="promotes", reason="Recruits."))

    assert "returned" in names(suspects(town, at=evening - timedelta(seconds=1)))
    assert "returned" not in names(suspects(town, at=evening))


def test_looking_back_opens_no_case_about_those_decided_since(town: App, tmp_path: Path) -> None:
    """A label without a platform is about whoever bears the name, as it is everywhere else."""
    at = latest_event(town)
    labelled(town, tmp_path, f"returned,violating,{rfc3339(A_WEEK_LATER)}", columns="account,label,at")
    found = suspects(town, at=at)

    assert "returned" in names(found)
    assert queue(town.config, town.clock) == ()
