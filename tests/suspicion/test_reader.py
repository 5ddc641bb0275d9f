"""Weighing again and again by one snapshot gives what weighing once gives."""

from dataclasses import replace

from cautery.model.bank import BankEntry
from cautery.signals.match import Matcher
from cautery.suspicion.evidence import around, dossiers_of, read_all
from cautery.suspicion.lookup import users_among
from cautery.suspicion.reader import Reader
from cautery.suspicion.snapshot import take_snapshot
from cautery.suspicion.suspects import suspect, ways_of
from tests.world import NOON, neighbourhood, post

WORLD = neighbourhood()
CARD = BankEntry(
    bank="cards",
    type="link",
    value="justpaste.it/lanternguard",
    origin="us",
    policy="p",
    why="",
    added_by="ada",
    added_at=NOON,
)


def test_a_dossier_that_grew_is_weighed_as_if_for_the_first_time() -> None:
    dossiers = dossiers_of(WORLD.history)
    removed = [dossiers[about] for about in WORLD.removed]
    snapshot = take_snapshot("today", removed, users_among(dossiers.values()), population=len(dossiers))
    matcher = Matcher([CARD], at=NOON)
    reader, some = Reader(snapshot, ways_of(None), matcher), [dossiers[WORLD.returned], dossiers[WORLD.reporters[0]]]
    first = reader.suspect(some)
    for one in some:
        one.see(post(one.about.id, "once more, our lions: https://justpaste.it/lanternguard and see this again"))
    again = reader.suspect(some)

    assert again == Reader(snapshot, ways_of(None), matcher).suspect(some)
    assert again != first
    readings = read_all(some, snapshot, matcher=matcher)
    assert {one.about for one in again if one.neighbourhood} == around(readings) & {one.about for one in some}


def test_a_candidate_is_read_for_weak_matches_too_and_for_what_it_posts_later() -> None:
    dossiers = dossiers_of(WORLD.history)
    removed = [dossiers[about] for about in WORLD.removed]
    snapshot = take_snapshot("today", removed, users_among(dossiers.values()), population=len(dossiers))
    asks = replace(CARD, type="near_meaning", value="How can I come over and join you?")
    matcher, one = Matcher([asks], at=NOON), dossiers[WORLD.returned]
    reader = Reader(snapshot, ways_of(None), matcher)
    before = reader.suspect([one])
    one.see(post(one.about.id, "Comment puis-je venir et vous rejoindre ?"))
    after = reader.suspect([one])

    assert "banks" not in {reason.channel for reason in before[0].reasons}
    assert "banks" in {reason.channel for reason in after[0].reasons}


def test_it_says_what_reading_history_says() -> None:
    dossiers = dossiers_of(WORLD.history)
    removed = [dossiers[about] for about in WORLD.removed]
    snapshot = take_snapshot("today", removed, users_among(dossiers.values()), population=len(dossiers))
    asked = sorted(dossiers)
    found = Reader(snapshot, ways_of(None), None).suspect(dossiers.values())
    readings = read_all(dossiers.values(), snapshot, matcher=None)

    assert sorted(found, key=lambda one: (-one.chance, one.about)) == list(
        suspect(WORLD.history, readings, asked, ways=ways_of(None))
    )
