"""One admin is not two people: what would make one so needs a second admin, and is told."""

import pytest

from cautery.app import App
from cautery.errors import Conflict, Missing, Refused
from cautery.model.hook import DUTY
from cautery.pipeline.entrance.sign_in import accept_invitation
from cautery.pipeline.entrance.staff import everybody, invite, let_go
from cautery.pipeline.entrance.two_admins import asked_for, change_roles, confirm, recent, refuse, refuse_if_let_in_by
from cautery.pipeline.entrance.two_admins import invite as ask_to_invite
from cautery.store import messages
from tests.pipeline.entrance.test_sign_in import later
from tests.staffed import PASSWORD, join


def roles(app: App, person: str) -> tuple[str, ...]:
    return next(one.person.roles for one in everybody(app) if one.person.person == person)


def test_the_only_admin_does_it_alone_and_it_is_told(app: App) -> None:
    ada = join(app, "ada", "admin")
    join(app, "ben", "reviewer")

    assert ask_to_invite(ada, "ben", ["reviewer"]).link
    change_roles(ada, "ben", ["senior"], [])
    assert roles(app, "ben") == ("senior",)
    assert {one.event for one in recent(app)} == {"let in again", "roles raised"}
    with app.reading() as connection:
        assert messages.latest(connection, DUTY, state="waiting", most=9)


def test_where_there_are_two_the_second_confirms(app: App) -> None:
    ada, eva = join(app, "ada", "admin"), join(app, "eva", "admin")
    join(app, "ben", "reviewer")
    asked = ask_to_invite(ada, "ben", ["reviewer"])
    assert (asked.link, len(asked_for(app))) == ("", 1)
    assert asked.waits is not None
    with pytest.raises(Refused, match="another admin"):
        confirm(ada, asked.waits.id)

    assert confirm(eva, asked.waits.id).link
    assert asked_for(app) == ()
    with pytest.raises(Conflict):
        confirm(eva, asked.waits.id)


def test_an_admin_does_not_raise_themselves_alone(app: App) -> None:
    ada, eva = join(app, "ada", "admin"), join(app, "eva", "admin")
    asked = change_roles(ada, "ada", ["admin", "senior"], [])
    assert roles(app, "ada") == ("admin",)
    assert asked.waits is not None
    refuse(eva, asked.waits.id)

    assert roles(app, "ada") == ("admin",)


def test_an_admin_does_not_invent_who_decides_appeals_against_them(app: App) -> None:
    ada = join(app, "ada", "admin", "reviewer")
    join(app, "eva", "admin")

    assert ask_to_invite(ada, "cyd", ["appeals"]).waits


def test_a_newcomer_who_may_approve_is_a_second_persons_matter_and_one_who_may_not_is_no_one_elses(app: App) -> None:
    ada = join(app, "ada", "admin")
    join(app, "eva", "admin")

    assert ask_to_invite(ada, "cyd", ["reviewer"]).link
    assert not ask_to_invite(ada, "dan", ["legal"]).link
    assert not ask_to_invite(ada, "fay", ["admin"]).link


def test_sending_the_other_admin_away_makes_nobody_alone(app: App) -> None:
    ada = join(app, "ada", "admin")
    join(app, "eva", "admin")
    let_go(ada, "eva")

    assert not change_roles(ada, "ada", ["admin", "senior"], []).link
    assert roles(app, "ada") == ("admin",)
    change_roles(later(ada, days=8), "ada", ["admin", "senior"], [])
    assert roles(app, "ada") == ("senior", "admin")


def test_a_request_does_not_wait_for_ever(app: App) -> None:
    ada, eva = join(app, "ada", "admin"), join(app, "eva", "admin")
    asked = change_roles(ada, "ada", ["admin", "senior"], [])
    assert asked.waits is not None
    with pytest.raises(Missing):
        confirm(later(eva, days=8), asked.waits.id)

    assert asked_for(later(app, days=8)) == ()


def test_who_was_let_in_again_approves_nothing_of_who_let_them_in_for_a_week(app: App) -> None:
    ada = join(app, "ada", "admin", "senior")
    join(app, "ben", "senior")
    accept_invitation(app, invite(ada, "ben", ["senior"]), PASSWORD)
    with app.reading() as connection:
        with pytest.raises(Refused, match="a week"):
            refuse_if_let_in_by(app, connection, "ben", "ada")
        refuse_if_let_in_by(app, connection, "ben", "cyd")
        refuse_if_let_in_by(later(app, days=8), connection, "ben", "ada")


def test_the_owner_of_the_folder_lets_people_in_again_alone(app: App) -> None:
    join(app, "ada", "admin")
    join(app, "eva", "admin")

    assert ask_to_invite(app, "ada", ["admin"]).link
