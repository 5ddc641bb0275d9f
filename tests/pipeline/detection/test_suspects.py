"""Accounts around removed ones are named, as of a time, and nobody else becomes a case."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from cautery.app import App
from cautery.cases.review import DecisionInput
from cautery.engine.accounts import accounts_in
from cautery.errors import Missing
from cautery.kit.clock import rfc3339
from cautery.model.account import Account
from cautery.model.event import AnyEvent
from cautery.model.suspicion import Suspicion
from cautery.pipeline.banks.values import bank_value
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.cases.terminal_queue import queue
from cautery.pipeline.detection.labelling import label
from cautery.pipeline.detection.suspects import suspects
from cautery.pipeline.history.decided import decisions_at
from cautery.pipeline.history.read import history_of
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.suspicion.evidence import everyone
from tests.world import NOON, NOTEBOOK, neighbourhood, notice, person, post

A_DAY_LATER = NOON + timedelta(days=1)

"""The Guard has fallen silent, and whoever returned is not back yet."""

A_WEEK_LATER = NOON + timedelta(days=7)


def hear(app: App, events: Sequence[AnyEvent]) -> None:
    with Ingestion(app) as door:
        door.accept(events)
        door.catch_up()


def labelled(app: App, tmp_path: Path, rows: str, *, columns: str = "account,label") -> None:
    file = tmp_path / "more.csv"
    file.write_text(f"{columns}\n{rows}\n")
    label(app, file)


def names(found: Sequence[Suspicion]) -> set[str]:
    return {one.about.id for one in found}


def held(app: App, *, at: datetime | None) -> dict[Account, str]:
    known = tuple(accounts_in(everyone(history_of(app, at=at))))
    return {made.about: made.verdict for made in decisions_at(app, known, at=at)}


def test_whoever_continues_the_removed_is_named_first_before_anything_was_learnt(town: App) -> None:
    first, *others = suspects(town)

    assert first.about == neighbourhood().returned
    assert first.neighbourhood
    assert first.chance > 0.9
    assert all(one.chance < first.chance for one in others)


def test_strongest_come_first_and_every_reason_can_be_checked(town: App) -> None:
    found = suspects(town)
    known = {event.post.id for event in neighbourhood().events if hasattr(event, "post")}
    known |= {event.id for event in neighbourhood().events}

    assert [one.chance for one in found] == sorted((one.chance for one in found), reverse=True)
    assert all(reason.says for one in found for reason in one.reasons)
    assert {item for one in found for reason in one.reasons for item in reason.evidence} <= known


def test_only_those_around_removed_accounts_are_asked_about(town: App) -> None:
    found = suspects(town)

    assert {one.neighbourhood for one in found} == {True}
    assert not names(found) & {about.id for about in neighbourhood().bystanders}


def test_on_the_whole_platform_everybody_undecided_is_listed_and_nobody_becomes_a_case(town: App) -> None:
    found = suspects(town, whole_platform=True)
    removed = {about.id for about in neighbourhood().removed}

    assert names(found) == {event.account for event in neighbourhood().events} - removed
    assert queue(town.config, town.clock) == ()


def test_the_finally_decided_are_not_listed_and_the_presumed_benign_are(town: App, tmp_path: Path) -> None:
    """That somebody is presumed benign was never looked into."""
    labelled(town, tmp_path, "returned,benign\nreporter 1,presumed_benign\nbystander 1,presumed_benign")

    assert "returned" not in names(suspects(town))
    assert "reporter 1" in names(suspects(town))
    assert "returned" not in names(suspects(town, whole_platform=True))
    assert {"reporter 1", "bystander 1"} <= names(suspects(town, whole_platform=True))


def test_a_strong_suspicion_opens_one_case_however_often_it_is_found(town: App) -> None:
    for _ in range(2):
        suspects(town)
    [case] = queue(town.config, town.clock)

    assert (case.about, case.origin) == (neighbourhood().returned, "suspicion")


def test_whoever_was_decided_is_no_longer_a_suspect(town: App) -> None:
    suspects(town)
    [case] = queue(town.config, town.clock)
    decide_case(town, case.case, DecisionInput(measure="none", clause=None, reason="A historian of the harbour."))

    assert "returned" not in names(suspects(town))
    assert queue(town.config, town.clock) == ()


def test_a_past_time_does_not_see_later_events(town: App) -> None:
    """Whoever returned had done nothing then but read the morning page."""
    found = suspects(town, at=A_DAY_LATER)

    assert found
    assert "returned" not in names(found)


def test_the_past_reads_as_it_was_whatever_was_heard_since(town: App) -> None:
    before = suspects(town, at=A_DAY_LATER)
    later: list[AnyEvent] = [
        post("elder", "read the notebook", at=A_WEEK_LATER, links=[NOTEBOOK]),
        notice("elder", at=A_WEEK_LATER),
    ]
    hear(town, later)

    assert suspects(town, at=A_DAY_LATER) == before
    assert suspects(town) != before


def test_the_past_does_not_know_accounts_that_came_later(town: App) -> None:
    hear(town, [post("newcomer", "good morning", at=A_WEEK_LATER)])

    assert "newcomer" not in names(suspects(town, at=A_DAY_LATER, whole_platform=True))
    assert "newcomer" in names(suspects(town, whole_platform=True))


def test_a_past_time_does_not_see_later_labels(app: App, tmp_path: Path) -> None:
    hear(app, neighbourhood().events)
    rows = "\n".join(f"{about.id},violating,{rfc3339(A_WEEK_LATER)}" for about in neighbourhood().removed)
    labelled(app, tmp_path, rows, columns="account,label,at")

    assert suspects(app, at=A_WEEK_LATER - timedelta(seconds=1)) == ()
    assert "returned" in names(suspects(app, at=A_WEEK_LATER))
    assert "returned" in names(suspects(app))


def test_a_label_without_a_time_holds_as_of_the_accounts_last_event(town: App, tmp_path: Path) -> None:
    labelled(town, tmp_path, "returned,violating")
    last = max(event.at for event in neighbourhood().events if event.account == "returned")

    assert neighbourhood().returned not in held(town, at=last - timedelta(seconds=1))
    assert held(town, at=last)[neighbourhood().returned] == "violating"
    assert held(town, at=None)[neighbourhood().returned] == "violating"


def test_a_label_of_somebody_unseen_waits_and_counts_once_they_appear(app: App, tmp_path: Path) -> None:
    guard = {about.id for about in neighbourhood().removed}
    hear(app, [event for event in neighbourhood().events if event.account not in guard])
    labelled(app, tmp_path, "\n".join(f"{account},violating" for account in sorted(guard)))
    before = names(suspects(app, whole_platform=True))
    hear(app, neighbourhood().events)

    assert before
    assert not before & guard
    assert suspects(app)[0].about == neighbourhood().returned
    assert not names(suspects(app, whole_platform=True)) & guard


def test_a_label_that_names_a_platform_is_about_nobody_elsewhere(app: App, tmp_path: Path) -> None:
    hear(app, neighbourhood().events)
    labelled(app, tmp_path, "elder,benign,elsewhere\nreturned,benign,harbour", columns="account,label,platform")

    assert held(app, at=None)[person("returned")] == "benign"
    assert person("elder") not in held(app, at=None)


def test_a_label_without_a_platform_is_about_everybody_of_that_name(app: App, tmp_path: Path) -> None:
    twin = replace(person("elder"), platform="market")  # type: ignore[arg-type]
    here = post("elder", "good morning")
    there = post("elder", "good evening", at=A_DAY_LATER)
    elsewhere = type(there)(id=there.id, at=there.at, platform=twin.platform, account=twin.id, post=there.post)
    hear(app, [here, elsewhere])
    labelled(app, tmp_path, "elder,violating")

    assert held(app, at=None) == {person("elder"): "violating", twin: "violating"}


def test_the_last_decision_about_an_account_holds(town: App, tmp_path: Path) -> None:
    labelled(town, tmp_path, "guard 1,benign")

    assert held(town, at=None)[person("guard 1")] == "benign"


def test_what_is_banked_is_a_reason(town: App) -> None:
    bank_value(town, {"type": "handoff", "value": "kik:wick.ember7"}, bank="house")
    [reason] = [reason for reason in suspects(town)[0].reasons if reason.channel == "banks"]

    assert reason.bits > 0
    assert "wick.ember7" in reason.says


def test_without_events_there_is_nobody_to_suspect(app: App) -> None:
    with pytest.raises(Missing, match="No events have come in yet"):
        suspects(app)


def test_without_removed_accounts_nobody_stands_around_them(app: App) -> None:
    hear(app, neighbourhood().events)

    assert suspects(app) == ()
    assert len(suspects(app, whole_platform=True)) == len({event.account for event in neighbourhood().events})
