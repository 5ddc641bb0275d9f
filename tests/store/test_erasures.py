"""Erasures are told one state after another; about whom they are goes when they are done."""

from dataclasses import replace

from cautery.model.account import Account, AccountId, Platform
from cautery.model.erasure import Erasure
from cautery.store import erasures
from cautery.store.database import Database
from tests.store.conftest import NOON, Open

SOMEBODY = Account(platform=Platform("harbour"), id=AccountId("a1"))
ASKED = Erasure(
    id="e1", state="asked", subject="h", told="{}", numbers=(), changed={}, by="ben", at=NOON, about=SOMEBODY
)


def test_an_erasure_says_about_whom_it_is_until_it_is_done(writing: Open, either: Database) -> None:
    with writing() as tx:
        erasures.append(tx, ASKED, handles=["h1"])
    with either.reading() as connection:
        assert erasures.every(connection) == [ASKED]
        assert erasures.handles_of(connection, "e1") == {"h1"}
        assert erasures.asked_by(connection, "e1") == "ben"
    with writing() as tx:
        erasures.append(tx, replace(ASKED, state="done", numbers=(1, 2), changed={"notes": (4,)}))
    with either.reading() as connection:
        [done] = erasures.every(connection)

        assert (done.state, done.about, done.numbers, done.changed) == ("done", None, (1, 2), {"notes": (4,)})
        assert erasures.handles_of(connection, "e1") == frozenset()
