"""Newcomers are watched from their opening on, named once, and left alone when they are known."""

from datetime import timedelta

from cautery.app import App
from cautery.events.masking import masked_events
from cautery.model.event import AnyEvent
from cautery.model.operator import OperatorLink
from cautery.pipeline.cases.terminal_queue import queue
from cautery.pipeline.detection.newcomers import WATCHED_FOR, WATCHED_POSTS, Newcomers, name_newcomers, watch_newcomers
from cautery.pipeline.detection.operators import find_operators, know_operators, split, weighed_here
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.suspicion.operators.learnt import fetch_shares, keep_shares
from tests.hands import LATER, back, stranger
from tests.world import person, post


def tell(app: App, newcomers: Newcomers, *events: AnyEvent) -> list[OperatorLink]:
    """Let somebody who watches hear events as they are kept."""
    return list(newcomers.hear(masked_events(events, app.keyring)))


def test_a_returned_hand_is_named_when_it_signs_up_and_its_case_is_opened(harbour: App) -> None:
    newcomers = watch_newcomers(harbour)
    [link] = name_newcomers(harbour, newcomers, masked_events([back(3), stranger()], harbour.keyring), at=LATER)

    assert (link.account, link.earlier) == (person("back 3"), person("guard 3"))
    [case] = queue(harbour.config, harbour.clock)
    assert (case.about, case.origin) == (person("back 3"), "return")


def test_newcomers_are_weighed_by_what_was_learnt_of_this_platform(harbour: App) -> None:
    """Where hardly anybody comes back, the same evidence names nobody, neither at sign-up nor in the list."""
    keep_shares({"hand": 1e-9}, harbour.config.hands)

    assert tell(harbour, watch_newcomers(harbour), back(3)) == []


def test_the_list_of_returns_leaves_for_newcomers_what_it_learnt(harbour: App) -> None:
    find_operators(harbour)
    learnt = fetch_shares(harbour.config.hands)

    assert set(learnt) >= {"hand", "household", "place"}
    assert weighed_here(harbour, know_operators(harbour, at=None, false_alarms=None)).threshold.shares == learnt


def test_own_texts_of_both_are_laid_beside_a_link_that_is_named_live(harbour: App) -> None:
    text = "the kettle sings beside the gate, and nobody drinks"
    [link] = tell(harbour, watch_newcomers(harbour), back(3), post("back 3", text, at=LATER))

    assert [ours for ours, _ in link.texts] == [text]


def test_who_was_named_is_not_watched_and_not_named_again(harbour: App) -> None:
    newcomers = watch_newcomers(harbour)
    assert len(tell(harbour, newcomers, back(3))) == 1

    assert len(newcomers) == 0
    assert tell(harbour, newcomers, post("back 3", "good morning", at=LATER)) == []


def test_who_was_there_before_is_not_watched(harbour: App) -> None:
    newcomers = watch_newcomers(harbour)

    assert tell(harbour, newcomers, post("somebody 1", "good morning", at=LATER)) == []
    assert len(newcomers) == 0


def test_after_some_posts_a_newcomer_is_one_no_more(harbour: App) -> None:
    newcomers = watch_newcomers(harbour)
    tell(harbour, newcomers, stranger())
    for number in range(WATCHED_POSTS):
        assert len(newcomers) == 1
        tell(harbour, newcomers, post("stranger", f"soup number {number} is ready", at=LATER + timedelta(hours=number)))

    assert len(newcomers) == 0


def test_after_some_days_a_newcomer_is_forgotten(harbour: App) -> None:
    newcomers = watch_newcomers(harbour)
    tell(harbour, newcomers, stranger())
    newcomers.forget_before(LATER + WATCHED_FOR)
    assert len(newcomers) == 1
    newcomers.forget_before(LATER + WATCHED_FOR + timedelta(seconds=1))

    assert len(newcomers) == 0


def test_accounts_set_apart_are_not_named(harbour: App) -> None:
    with Ingestion(harbour) as door:
        door.accept([back(3)])
        door.catch_up()
    assert len(tell(harbour, watch_newcomers(harbour), back(3))) == 1
    split(harbour, "guard 3", "back 3", reason="sisters")

    assert tell(harbour, watch_newcomers(harbour), back(3)) == []


def test_how_newcomers_are_batched_names_the_same(harbour: App) -> None:
    events = [back(number) for number in range(5)] + [stranger()]
    at_once = {link.account for link in tell(harbour, watch_newcomers(harbour), *events)}
    one_by_one = watch_newcomers(harbour)

    assert len(at_once) == 5
    assert {link.account for event in events for link in tell(harbour, one_by_one, event)} == at_once
