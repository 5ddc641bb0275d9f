"""A dossier is the same whatever the order in which an account's events arrive, live or from history."""

import random
from datetime import timedelta

import pytest

from cautery.model.event import AnyEvent
from cautery.suspicion import dossier as room
from cautery.suspicion.dossier import Dossier
from cautery.suspicion.evidence import dossiers_of
from tests.world import NOON, follow, history_of, person, post, unfollow

ADA = person("ada")
EVENTS: list[AnyEvent] = [
    post("ada", "you two", id="p1", mentions=["ben", "cleo"]),
    post("ada", "yes", id="p2", answers="ben"),
    post("ada", None, id="p3", reposts="ben"),
    post("ada", "look", id="p4", quotes="ben"),
    post("ada", "RT @ben: look", id="p5", links=["https://justpaste.it/theirs"]),
    post("ada", "mine: https://justpaste.it/mine kik me: ash.ember7", id="p6"),
    post("ada", "mine again: https://justpaste.it/mine", id="p7", at=NOON + timedelta(hours=1)),
    follow("ada", "ben"),
    follow("ada", "dan"),
    unfollow("ada", "dan"),
]


def drawn(events: list[AnyEvent]) -> Dossier:
    one = Dossier(about=ADA)
    for event in events:
        one.see(event)
    return one


def test_a_tie_is_whom_one_mentions_answers_reposts_quotes_or_follows() -> None:
    ties = {other: sorted(tie.kinds) for other, tie in drawn(EVENTS).ties.items()}

    assert ties == {
        "ben": ["answers", "follows", "mentions", "quotes", "reposts"],
        "cleo": ["mentions"],
        "dan": ["follows"],
    }


@pytest.mark.parametrize(
    "event",
    [post("ada", "me", mentions=["ada"]), post("ada", "me", answers="ada"), follow("ada", "ada"), unfollow("ada", "b")],
)
def test_turning_to_oneself_or_away_is_no_tie(event: AnyEvent) -> None:
    assert drawn([event]).ties == {}


def test_what_is_passed_on_is_no_own_word() -> None:
    one = drawn(EVENTS)

    assert one.links == {"justpaste.it/mine": "p6"}
    assert one.handoffs == {"kik:ash.ember7": "p6"}
    assert [said.post for said in one.newest()] == ["p1", "p2", "p4", "p6", "p7"]


def test_the_order_of_arrival_changes_nothing_and_history_gives_the_same() -> None:
    shuffled = EVENTS[:]
    random.Random(3).shuffle(shuffled)
    one, other, read = drawn(EVENTS), drawn(shuffled), dossiers_of(history_of(shuffled))[ADA]

    for found in (other, read):
        assert found.newest() == one.newest()
        assert (found.ties, found.links, found.handoffs, found.texts) == (one.ties, one.links, one.handoffs, one.texts)


def test_only_the_newest_own_texts_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST_POSTS", 3)
    posts: list[AnyEvent] = [post("ada", f"text {n}", id=f"p{n:02}", at=NOON + timedelta(minutes=n)) for n in range(20)]
    random.Random(1).shuffle(posts)

    assert [said.post for said in drawn(posts).newest()] == ["p17", "p18", "p19"]
