"""Weighing again and again by one snapshot gives what weighing once gives."""

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
