"""People come in with their own password or link, programs with a key, and nobody else does."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from cautery.access.browsers import mark_browser
from cautery.access.throttle import FREE, FREE_FROM_ADDRESS
from cautery.app import App
from cautery.errors import Conflict, Invalid, Missing, Refused, Temporary
from cautery.kit.clock import FrozenClock
from cautery.model.person import PersonId
from cautery.pipeline.entrance import sign_in as sign_in_room
from cautery.pipeline.entrance.sign_in import (
    STRANGER,
    accept_invitation,
    begin,
    browser_key,
    change_password,
    enter_by_link,
    sign_in,
    sign_out,
    who_holds,
    who_is,
    whose_link,
)
from cautery.pipeline.entrance.staff import invite, let_go, make_key, revoke_key, visit_link
from cautery.pipeline.installation.verify_log import latest_entries
from cautery.store import entrance, people
from tests.staffed import PASSWORD, join

ANOTHER = "five lamps at another pier"


def later(app: App, **after: float) -> App:
    """Give the same installation some time later."""
    moved = app.acting_as(app.person)
    moved.clock = moved.wall = FrozenClock(app.clock.now() + timedelta(**after))
    return moved


def test_the_right_password_opens_a_session_of_ones_own(app: App) -> None:
    join(app, "ada", "reviewer")
    visit = who_is(app, sign_in(app, " ada ", PASSWORD, address="::1"))

    assert visit is not None
    assert visit.person.person == "ada"
    assert "decide" in visit.permissions


def test_each_sign_in_is_another_session(app: App) -> None:
    """A secret that somebody planted before is worth nothing afterwards."""
    join(app, "ada", "reviewer")

    assert sign_in(app, "ada", PASSWORD, address="::1") != sign_in(app, "ada", PASSWORD, address="::1")


@pytest.mark.parametrize(("name", "password"), [("ada", "wrong password"), ("eva", PASSWORD), ("", ""), ("ada\0", "x")])
def test_whoever_is_refused_is_not_told_which_part_was_wrong(name: str, password: str, app: App) -> None:
    join(app, "ada", "reviewer")

    with pytest.raises(Refused, match="Name or password are wrong"):
        sign_in(app, name, password, address="::1")


def test_after_some_failures_even_the_right_password_must_wait(app: App) -> None:
    join(app, "ada", "reviewer")
    for _ in range(FREE):
        with pytest.raises(Refused):
            sign_in(app, "ada", "wrong", address="::1")
    with pytest.raises(Temporary, match="Too many failures") as told:
        sign_in(app, "ada", PASSWORD, address="::2")

    assert told.value.retry_after_s
    assert sign_in(later(app, seconds=told.value.retry_after_s), "ada", PASSWORD, address="::2")


def test_trying_many_names_from_one_address_must_wait_too(app: App) -> None:
    for number in range(100):
        try:
            sign_in(app, f"nobody{number}", "wrong", address="::1")
        except Temporary:
            return
        except Refused:
            continue
    pytest.fail("A hundred names were tried without a wait.")


def test_the_log_tells_who_came_in_and_who_was_refused(app: App) -> None:
    join(app, "ada", "reviewer")
    with pytest.raises(Refused):
        sign_in(app, "ada", "wrong", address="::1")
    sign_in(app, "ada", PASSWORD, address="::1")

    with app.reading() as connection:
        told = people.admissions_of(connection, PersonId("ada"), most=9)
    assert [one.event for one in told] == ["signed in", "refused"]


def test_the_log_says_that_a_stranger_tried_and_folds_many_tries_into_few_entries(app: App) -> None:
    join(app, "ada", "reviewer")
    for tried in range(12):
        with pytest.raises((Refused, Temporary)):
            sign_in(later(app, minutes=4 * tried), "ada", "wrong", address=f"2a01:{tried}::1")

    refused = [entry for entry in latest_entries(app, most=99) if entry.get("event") == "refused"]
    assert {entry["by"] for entry in refused} == {STRANGER}
    assert len(refused) == 2


def test_forty_guesses_at_once_are_no_more_than_five(app: App) -> None:
    join(app, "ada", "reviewer")

    def guess(number: int) -> str:
        try:
            return sign_in(app, "ada", f"wrong {number}", address=f"2a01:{number}::1")
        except Temporary:
            return "not looked at"
        except Refused:
            return "looked at"

    with ThreadPoolExecutor(40) as guessers:
        assert Counter(guessers.map(guess, range(40)))["looked at"] <= FREE


def test_a_known_browser_is_not_kept_out_by_strangers(app: App) -> None:
    join(app, "ada", "reviewer")
    mark = mark_browser(PersonId("ada"), key=browser_key(app), at=app.wall.now())
    for number in range(2 * FREE):
        with pytest.raises((Refused, Temporary)):
            sign_in(app, "ada", "wrong", address=f"2a01:{number}::1")
    with pytest.raises(Temporary):
        sign_in(app, "ada", PASSWORD, address="2a01:77::1")

    assert sign_in(app, "ada", PASSWORD, address="2a01:77::1", browser=mark)
    with pytest.raises(Temporary):
        sign_in(app, "ada", PASSWORD, address="2a01:77::1", browser=mark.replace("ada", "eva"))


def test_thirty_names_from_one_household_are_too_many(app: App) -> None:
    looked_at = 0
    for number in range(30):
        with pytest.raises((Refused, Temporary)) as told:
            sign_in(app, f"name{number}", "wrong", address=f"2a01:4f8:1:2::{number:x}")
        looked_at += told.type is Refused

    assert looked_at == FREE_FROM_ADDRESS


def test_taking_up_an_invitation_ends_all_that_let_one_in_before(app: App) -> None:
    join(app, "boss", "admin")
    join(app, "ada", "reviewer")
    session = begin(app, PersonId("ada"), how="password")
    _, secret = make_key(app, "ada", name="feed", scopes=["see_cases"], days=30)
    accept_invitation(app, invite(app, "ada", ["reviewer"]), PASSWORD)

    assert who_is(app, session) is None
    assert who_holds(app, secret) is None


def test_one_changes_ones_own_password_with_the_old_one(app: App) -> None:
    join(app, "ada", "reviewer")
    this, other = (begin(app, PersonId("ada"), how="password") for _ in range(2))
    with pytest.raises(Refused, match="not your password"):
        change_password(app, "ada", "wrong", "five lamps at the pier", session=this)
    change_password(app, "ada", PASSWORD, "five lamps at the pier", session=this)

    assert who_is(app, this) is not None
    assert who_is(app, other) is None
    assert sign_in(app, "ada", "five lamps at the pier", address="::1")


def test_a_session_ends_by_signing_out_by_time_and_by_leaving(app: App) -> None:
    join(app, "boss", "admin")
    join(app, "ada", "reviewer")
    out, unused, left = (begin(app, PersonId("ada"), how="password") for _ in range(3))
    sign_out(app, out)

    assert who_is(app, out) is None
    assert who_is(app, unused) is not None
    assert who_is(later(app, hours=3), unused) is None
    let_go(app, "ada")
    assert who_is(app, left) is None


def test_a_session_that_is_used_lasts(app: App) -> None:
    join(app, "ada", "reviewer")
    secret = begin(app, PersonId("ada"), how="password")

    assert who_is(later(app, hours=1), secret)
    assert who_is(later(app, hours=2.5), secret)


def test_roles_hold_from_the_next_click_on(app: App) -> None:
    join(app, "ada", "reviewer")
    secret = begin(app, PersonId("ada"), how="password")
    join(app, "ada", "auditor")
    visit = who_is(app, secret)

    assert visit is not None
    assert "decide" not in visit.permissions


def test_an_invitation_is_taken_up_once(app: App) -> None:
    join(app, "boss", "admin")
    link = invite(app, "ada", ["reviewer"])
    assert whose_link(app, link, purpose="invitation") == "ada"
    with pytest.raises(Invalid):
        accept_invitation(app, link, "short")
    assert who_is(app, accept_invitation(app, link, PASSWORD))

    with pytest.raises(Missing, match="ask an admin"):
        accept_invitation(app, link, PASSWORD)
    assert sign_in(app, "ada", PASSWORD, address="::1")


def recovered_meanwhile(app: App, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    """Let the owner of a name come in anew, by a link, while a step of somebody else who knows their password goes on."""
    link, step = invite(app, "ada", ["reviewer"]), getattr(sign_in_room, what)

    def slowly(*said: Any, **more: Any) -> Any:
        monkeypatch.undo()
        accept_invitation(app, link, ANOTHER)
        return step(*said, **more)

    monkeypatch.setattr(sign_in_room, what, slowly)


def test_a_password_that_ends_while_it_is_looked_at_opens_nothing(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking takes a while, and longer for whoever waits for a turn: a session begun behind it would outlast a recovery."""
    join(app, "boss", "admin")
    join(app, "ada", "reviewer")
    recovered_meanwhile(app, monkeypatch, "is_password")
    with pytest.raises(Refused, match="Name or password"):
        sign_in(app, "ada", PASSWORD, address="::1")

    with app.reading() as connection:
        assert len(entrance.sessions_of(connection, PersonId("ada"))) == 1


@pytest.mark.parametrize("step", ["is_password", "hash_password"])
def test_a_password_is_not_changed_by_whoever_was_put_out_meanwhile(
    step: str, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    join(app, "boss", "admin")
    join(app, "ada", "reviewer")
    stolen = begin(app, PersonId("ada"), how="password")
    recovered_meanwhile(app, monkeypatch, step)
    with pytest.raises(Conflict, match="Sign in again"):
        change_password(app, "ada", PASSWORD, "a password of somebody else", session=stolen)

    assert sign_in(app, "ada", ANOTHER, address="::1")


def test_a_password_that_is_hashed_anew_does_not_come_back_over_a_newer_one(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    join(app, "boss", "admin")
    join(app, "ada", "reviewer")
    recovered_meanwhile(app, monkeypatch, "hash_password")
    monkeypatch.setattr(sign_in_room, "is_dated", lambda _: True)
    sign_in(app, "ada", PASSWORD, address="::1")

    assert sign_in(app, "ada", ANOTHER, address="::1")


def test_an_invitation_does_not_last(app: App) -> None:
    join(app, "boss", "admin")
    link = invite(app, "ada", ["reviewer"])

    with pytest.raises(Missing):
        accept_invitation(later(app, days=4), link, PASSWORD)


def test_an_invitation_is_no_visit(app: App) -> None:
    join(app, "boss", "admin")
    with pytest.raises(Missing):
        enter_by_link(app, invite(app, "ada", ["reviewer"]))

    assert who_is(app, enter_by_link(app, visit_link(app, "guest", ["reviewer"])))


def test_a_program_acts_for_its_owner_within_its_scopes(app: App) -> None:
    join(app, "boss", "admin")
    key, secret = make_key(app, "boss", name="feed", scopes=["send_events"], days=30)
    visit = who_holds(app, secret)

    assert visit is not None
    assert (visit.person.person, visit.permissions, visit.session) == ("boss", {"send_events"}, None)
    assert who_holds(later(app, days=31), secret) is None
    assert who_is(app, secret) is None
    revoke_key(app, key.id, of="boss")
    assert who_holds(app, secret) is None


def test_a_key_ends_with_its_owner(app: App) -> None:
    join(app, "boss", "admin")
    join(app, "ada", "reviewer")
    _, secret = make_key(app, "ada", name="checks", scopes=["check_content"], days=30)
    let_go(app, "ada")

    assert who_holds(app, secret) is None


def test_a_person_who_left_is_refused_like_a_stranger(app: App) -> None:
    join(app, "boss", "admin")
    join(app, "ada", "reviewer")
    let_go(app, "ada")

    with pytest.raises(Refused, match="Name or password"):
        sign_in(app, "ada", PASSWORD, address="::1")
