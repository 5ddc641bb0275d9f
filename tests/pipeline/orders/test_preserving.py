"""What was removed is kept encrypted for six months, read by two people, and then provably gone."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from cautery.app import App
from cautery.errors import Conflict, Invalid, Missing, Refused
from cautery.kit.clock import FrozenClock
from cautery.model.account import Account, AccountId, Platform
from cautery.model.preservation import Preservation
from cautery.pipeline.installation.verify_log import verify_log
from cautery.pipeline.orders.executing import execute_order, record_executed
from cautery.pipeline.orders.preserving import (
    approve_reading,
    ask_to_read,
    destroy_expired,
    extend,
    list_preserved,
    preserve,
    read_copy,
    undestroyed_keys,
)
from cautery.pipeline.orders.receiving import receive_order
from cautery.pipeline.orders.steps import locate_by_hand
from cautery.pipeline.orders.watching import watch_orders
from cautery.pipeline.personal_data.planning import answer, ask, held_accounts
from tests.pipeline.orders.orders import a_form, a_platform, at, carry, whose

ABOUT = Account(platform=Platform("harbour"), id=AccountId("guard 1"))


def kept(app: App, *, basis: str = "court", days: int = 30) -> Preservation:
    ends = app.clock.now() + timedelta(days=days)
    return preserve(app, ABOUT, basis=basis, document="court of the quay, 7/26", expires_at=ends)  # type: ignore[arg-type]


def later(app: App, days: float) -> App:
    return App(app.config, clock=FrozenClock(app.clock.now() + timedelta(days=days)), person=app.person)


def test_a_copy_is_read_by_who_asked_after_somebody_else_approved_and_the_log_tells(town: App) -> None:
    made = kept(town)
    with pytest.raises(Refused):
        read_copy(town, made.id)
    ask_to_read(town, made.id, purpose="review", says="court of the quay, 7/26")
    with pytest.raises(Refused, match="second person"):
        approve_reading(town, made.id)
    approve_reading(town.acting_as("ben"), made.id)
    with pytest.raises(Refused):
        read_copy(town.acting_as("eve"), made.id)
    said = json.loads(read_copy(town, made.id))

    assert said["about"]["id"] == "guard 1"
    assert said["posts"]
    assert [step.kind for step in list_preserved(town)[0][1]] == ["asked", "approved", "read"]
    with pytest.raises(Refused):
        read_copy(town, made.id)
    with pytest.raises(Conflict):
        approve_reading(town.acting_as("ben"), made.id)


def test_the_copy_in_the_database_says_nothing(town: App) -> None:
    kept(town)
    with town.reading() as connection:
        copy = bytes(connection.exec_driver_sql("SELECT copy FROM preserved").scalar() or b"")

    assert copy
    assert b"guard" not in copy


def test_on_its_day_key_and_copy_are_gone_and_the_log_is_whole(town: App) -> None:
    made = kept(town)
    assert destroy_expired(later(town, 29.9)) == 0
    assert destroy_expired(later(town, 30)) == 1
    assert destroy_expired(later(town, 31)) == 0

    assert list((town.config.home / "keys" / "preserved").iterdir()) == []
    assert undestroyed_keys(town) == []
    assert list_preserved(town)[0][1][-1].says.endswith(f"{made.key_sha256} is gone")
    assert verify_log(town, kept=()).ok
    with pytest.raises(Conflict, match="destroyed"):
        ask_to_read(town, made.id, purpose="review", says="too late")


def test_a_key_that_lies_there_still_is_found(town: App) -> None:
    made = kept(town)
    destroy_expired(later(town, 30))
    (town.config.home / "keys" / "preserved" / f"{made.id}.key").write_text("a copy of the key")

    assert undestroyed_keys(town) == [made.id]


def test_it_is_kept_longer_only_by_a_document(town: App) -> None:
    made = kept(town)
    ends = made.expires_at + timedelta(days=60)
    with pytest.raises(Invalid, match="document"):
        extend(town, made.id, document=" ", until=ends)
    with pytest.raises(Invalid, match="already"):
        extend(town, made.id, document="court", until=made.expires_at)
    extend(town, made.id, document="court of the quay, 8/26", until=ends)

    assert destroy_expired(later(town, 31)) == 0
    assert destroy_expired(later(town, 90)) == 1


def test_a_litigation_hold_holds_back_erasure_and_retention(town: App) -> None:
    asked, _ = ask(town, ABOUT)
    kept(town)
    with pytest.raises(Refused, match="A hold covers"):
        answer(town.acting_as("ben"), asked.id, "approved")
    with town.reading() as connection:
        assert ABOUT in held_accounts(town, connection)
    destroy_expired(later(town, 30))

    assert answer(town.acting_as("ben"), asked.id, "approved").state == "approved"


def test_what_an_order_removed_is_preserved_once_for_six_months_from_the_removal(app: App) -> None:
    order = receive_order(at(app, 0), a_form(), channel="api", authentic="yes", evidence="key").order
    locate_by_hand(at(app, 0), order, whose("u000001"), None)
    execute_order(at(app, 1), order)
    carry(at(app, 2), a_platform())
    for minute in (3, 4, 5):
        watch_orders(at(app, minute))
    [(made, steps)] = list_preserved(app)

    assert (made.basis, made.order, steps) == ("tco_art6", order, [])
    assert made.expires_at.isoformat() == "2026-09-01T12:02:00+00:00"


def test_what_was_removed_by_hand_is_nothing_that_can_be_preserved_here(app: App) -> None:
    order = receive_order(at(app, 0), a_form(), channel="api", authentic="yes", evidence="key").order
    record_executed(at(app, 1), order, says="", happened_at=None)
    watch_orders(at(app, 2))

    assert list_preserved(app) == []


def test_what_was_removed_by_hand_is_preserved_where_it_is_known(app: App) -> None:
    order = receive_order(at(app, 0), a_form(), channel="api", authentic="yes", evidence="key").order
    locate_by_hand(at(app, 0), order, whose("u000001"), "p1")
    record_executed(at(app, 1), order, says="", happened_at=None)
    for minute in (2, 3):
        watch_orders(at(app, minute))
    [(made, _)] = list_preserved(app)

    assert (made.about, made.post, made.order) == (whose("u000001"), "p1", order)


def test_a_hold_names_its_document_and_ends_in_the_future(town: App) -> None:
    with pytest.raises(Invalid, match="future"):
        kept(town, days=-1)
    with pytest.raises(Invalid, match="document"):
        preserve(town, ABOUT, basis="court", document="", expires_at=later(town, 1).clock.now())
    unknown = replace(ABOUT, id=AccountId("gaurd"))
    with pytest.raises(Missing, match="look at its ID"):
        preserve(town, unknown, basis="court", document="c", expires_at=later(town, 1).clock.now())
    with pytest.raises(Missing):
        extend(town, "none", document="court", until=later(town, 1).clock.now())
