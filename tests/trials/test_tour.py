"""The whole story in small: each step does what it tells, and the reviewer who is played judges by the truth alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cautery.pipeline.cases.appeals import appeal, review_appeal
from cautery.pipeline.cases.case_file import look_at
from cautery.pipeline.cases.leases import take_next
from cautery.pipeline.cases.review_queue import queue_page
from cautery.pipeline.cases.statements import appeal_link
from cautery.pipeline.entrance.sign_in import enter_by_link, who_is
from cautery.pipeline.installation.install import install
from cautery.simulator.world import BEGIN, WorldSize
from cautery.store.waiting import QueueFilter
from cautery.trials.tour import DecidedCase, Tour


def nothing(_: object) -> None:
    return None


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Tour]:
    """Give a story five days old, of which nobody has heard yet; somebody innocent will be suspected in it."""
    told = Tour(install(tmp_path / "home", name="tour.example"), seed=2, size=WorldSize(people=60, operators=3))
    told.live(5 * 24, nothing)
    yield told
    told.close()


def a_round(story: Tour, *, days: int) -> tuple[DecidedCase, ...]:
    story.live(days * 24, nothing)
    story.listen(nothing)
    story.suspect()
    ruled = story.judge(nothing)
    story.act(nothing)
    return ruled


def test_time_is_the_platforms_time(story: Tour) -> None:
    hours: list[int] = []
    story.live(3, hours.append)

    assert sum(hours) == 3
    assert (story.app.clock.now() - BEGIN).total_seconds() == 123 * 3600


def test_everything_that_happened_is_heard_once(story: Tour) -> None:
    told: list[int] = []
    first = story.listen(told.append)

    assert first == sum(told) == len(story.platform.read_events(None).events)
    assert story.listen(nothing) == 0


def test_a_few_removals_are_known_at_the_beginning(story: Tour) -> None:
    story.listen(nothing)
    before = story.still_up()
    known = story.learn_removed()

    assert 0 < known <= 6
    assert story.still_up() == before - known


def test_the_reviewer_suspends_the_network_and_nobody_else(story: Tour) -> None:
    story.listen(nothing)
    story.learn_removed()
    ruled = [one for days in (1, 3) for one in a_round(story, days=days)]

    assert {one.measure for one in ruled if one.role == "operator"} == {"suspend"}
    assert {one.measure for one in ruled if one.role != "operator"} == {"none"}
    assert any(one.returned for one in ruled)


def test_what_was_decided_is_in_force_on_the_platform(story: Tour) -> None:
    story.listen(nothing)
    story.learn_removed()
    story.live(24, nothing)
    story.listen(nothing)
    story.suspect()
    waiting, told = story.waiting(), list[DecidedCase]()
    ruled = story.judge(told.append)
    carried = story.act(nothing)

    assert len(ruled) == waiting > 0
    assert tuple(told) == ruled
    assert story.waiting() == 0
    assert carried.sent == carried.confirmed == sum(one.measure == "suspend" for one in ruled)
    assert all(story.person(one.case.about).closed == (one.measure == "suspend") for one in ruled)


def test_the_network_loses_ground_and_the_log_proves_it(story: Tour) -> None:
    story.listen(nothing)
    story.learn_removed()
    before = story.still_up()
    for _ in range(3):
        a_round(story, days=1)
    proved = story.prove()

    assert story.still_up() < before
    assert proved.ok
    assert proved.entries > 0


def test_who_comes_back_is_named_when_they_sign_up_with_what_they_continue(tmp_path: Path) -> None:
    """Among 120 people, what one other account shares as much cannot say ten bits: see docs/why/operators.md."""
    size = WorldSize(people=400, operators=5)
    story = Tour(install(tmp_path / "home", name="tour.example"), seed=1, size=size)
    story.live(5 * 24, nothing)
    story.listen(nothing)
    story.learn_removed()
    story.live(5 * 24, nothing)
    story.listen(nothing)
    named = story.name_returns()

    assert named
    assert all(story.person(one.account).returns_of == one.earlier.id for one in named)
    assert {row.case.about for row in queue_page(story.app, QueueFilter(origin="return"), most=99).rows} == {
        one.account for one in named
    }
    story.know_removed()
    assert story.name_returns() == ()
    story.close()


def test_a_guest_finds_cases_that_were_left_to_them(story: Tour) -> None:
    """And comes in by a link, as often as they like."""
    link = story.invite_guest()
    story.listen(nothing)
    story.learn_removed()
    story.live(24, nothing)
    story.listen(nothing)
    story.suspect()
    guest = story.app.acting_as("guest")
    held = take_next(guest, QueueFilter())
    before = story.waiting()
    ruled = story.judge(nothing, leave=2)

    assert held is not None
    assert held not in {one.case.case for one in ruled}
    assert story.waiting() == before - len(ruled) >= 2
    assert who_is(story.app, enter_by_link(story.app, link))
    assert who_is(story.app, enter_by_link(story.app, link))


def test_what_is_overturned_on_appeal_is_taken_back_on_the_platform(story: Tour) -> None:
    story.listen(nothing)
    story.learn_removed()
    ruled = next(one for one in a_round(story, days=2) if (one.measure, one.case.origin) == ("suspend", "suspicion"))
    decision = look_at(story.app, ruled.case.case).decisions[0]
    made = appeal(story.app, appeal_link(story.app, decision.id), "it was a song", contact="")
    assert story.platform.look_up(ruled.case.about).measures == {"suspend"}
    review_appeal(story.app.acting_as("guest"), made.id, outcome="overturned", reason="a song it is")
    story.act(nothing)

    assert story.platform.look_up(ruled.case.about).measures == frozenset()
    assert story.prove().ok


def test_what_came_of_it_is_told_in_a_sentence(story: Tour) -> None:
    story.listen(nothing)
    story.learn_removed()
    a_round(story, days=1)

    assert "suspended" in story.measure()
