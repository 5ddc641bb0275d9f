"""Whether somebody may act is asked in one place at each request, and ended in one."""

from dataclasses import replace

from cautery.access.provider import Provider
from cautery.app import App
from cautery.model.case import CaseId
from cautery.model.person import Person, PersonId
from cautery.pipeline.entrance.sign_in import begin, who_holds, who_is
from cautery.pipeline.entrance.staff import change_roles, cut_off, everybody, make_key
from cautery.pipeline.entrance.standing import may_act
from cautery.store import identities, leases, people
from tests.pipeline.entrance.test_sign_in import later
from tests.staffed import join

ISSUER = "https://sso.example"


def standing(app: App, person: str) -> Person | None:
    with app.reading() as connection:
        return may_act(app, connection, PersonId(person))


def test_ending_access_ends_sessions_keys_and_cases_that_are_held(app: App) -> None:
    join(app, "boss", "admin")
    join(app, "ada", "reviewer")
    session = begin(app, PersonId("ada"), how="password")
    _, secret = make_key(app, "ada", name="feed", scopes=["see_cases"], days=9)
    with app.noting() as connection:
        leases.take(connection, CaseId("c1"), person="ada", at=app.clock.now())
    cut_off(app, "ada")

    assert who_is(app, session) is None
    assert who_holds(app, secret) is None
    with app.reading() as connection:
        assert leases.held_by(connection, CaseId("c1"), at=app.clock.now()) is None
    assert standing(app, "ada") is not None


def test_losing_a_role_ends_what_was_begun_with_it_and_gaining_one_does_not(app: App) -> None:
    join(app, "boss", "admin")
    join(app, "ada", "reviewer")
    session = begin(app, PersonId("ada"), how="password")
    change_roles(app, "ada", ["reviewer", "triage"], [])
    assert who_is(app, session) is not None
    change_roles(app, "ada", ["triage"], [])

    assert who_is(app, session) is None


def test_roles_of_a_provider_hold_for_some_days_after_it_said_so(app: App) -> None:
    app.config = replace(app.config, provider=Provider(issuer=ISSUER, client_id="c", roles={"a": ("reviewer",)}))
    with app.acting_as(ISSUER).writing() as tx:
        people.append(tx, [Person(person=PersonId("ada"), roles=("reviewer",), by=tx.by, at=tx.at)])
    assert standing(app, "ada") is None
    with app.noting() as connection:
        identities.add(connection, ISSUER, "s", person=PersonId("ada"), at=app.wall.now())

    assert standing(app, "ada") is not None
    assert standing(later(app, days=4), "ada") is None
    app.config = replace(app.config, provider=None)
    assert standing(app, "ada") is None


def test_who_left_or_was_never_here_may_not(app: App) -> None:
    join(app, "boss", "admin")

    assert standing(app, "nobody") is None
    assert [one.person.person for one in everybody(app)] == ["boss"]
