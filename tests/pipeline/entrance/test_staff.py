"""The first admin comes by a link, everybody else by invitation, and there is always an admin."""

import pytest

from cautery.app import App
from cautery.errors import Conflict, Invalid, Missing
from cautery.pipeline.entrance.sign_in import who_is
from cautery.pipeline.entrance.staff import (
    change_roles,
    cut_off,
    deactivate,
    everybody,
    invite,
    make_key,
    revoke_key,
    set_up,
    setup_link,
)
from cautery.pipeline.installation.verify_log import verify_log
from tests.staffed import PASSWORD, join


def test_the_setup_link_makes_one_admin_and_then_opens_nothing(app: App) -> None:
    link = setup_link(app)
    assert link
    visit = who_is(app, set_up(app, link, "ada", PASSWORD))

    assert visit is not None
    assert "change_people" in visit.permissions
    assert setup_link(app) is None
    with pytest.raises(Missing, match="prints a new one"):
        set_up(app, link, "eva", PASSWORD)


def test_a_new_setup_link_ends_the_one_before(app: App) -> None:
    old, new = setup_link(app), setup_link(app)
    assert old
    assert new

    with pytest.raises(Missing):
        set_up(app, old, "ada", PASSWORD)
    assert set_up(app, new, "ada", PASSWORD)


@pytest.mark.parametrize("name", ["", "A", "ada lovelace", "ada@pier", "first admin", "-ada", "a" * 41])
def test_a_name_is_one_that_a_log_can_show(name: str, app: App) -> None:
    join(app, "boss", "admin")

    with pytest.raises(Invalid, match="cannot name a person"):
        invite(app, name, ["reviewer"])


@pytest.mark.parametrize("roles", [[], ["king"], ["reviewer", "king"]])
def test_roles_are_of_the_known_ones(roles: list[str], app: App) -> None:
    join(app, "boss", "admin")

    with pytest.raises(Invalid, match="at least one role"):
        invite(app, "ada", roles)


def test_the_only_admin_cannot_leave_or_lose_the_role(app: App) -> None:
    join(app, "boss", "admin")
    with pytest.raises(Conflict, match="only admin"):
        deactivate(app, "boss")
    with pytest.raises(Conflict, match="only admin"):
        change_roles(app, "boss", ["auditor"], [])

    join(app, "ada", "admin")
    assert change_roles(app, "boss", ["auditor"], ["ar"]).roles == ("auditor",)


def test_everybody_is_listed_with_what_lets_them_in(app: App) -> None:
    ada = join(app, "ada", "admin")
    key, _ = make_key(ada, "ada", name="feed", scopes=["send_events"], days=9)
    known = everybody(app)

    assert [one.person.person for one in known] == ["ada"]
    assert known[0].keys == (key,)
    assert [one.event for one in known[0].admissions] == ["key made"]


def test_only_ones_own_key_is_ended_and_only_once(app: App) -> None:
    join(app, "ada", "admin")
    join(app, "cyd", "admin")
    key, _ = make_key(app, "ada", name="feed", scopes=["send_events"], days=9)
    with pytest.raises(Missing, match="'cyd' has no key"):
        revoke_key(app, key.id, of="cyd")
    revoke_key(app, key.id, of="ada")

    with pytest.raises(Missing):
        revoke_key(app, key.id, of="ada")


@pytest.mark.parametrize(("name", "days"), [("", 9), ("feed", 0), ("feed", 4000)])
def test_a_key_says_what_it_is_for_and_does_not_last_for_ever(name: str, days: int, app: App) -> None:
    join(app, "ada", "admin")

    with pytest.raises(Invalid, match="A key needs"):
        make_key(app, "ada", name=name, scopes=["send_events"], days=days)


def test_who_works_here_is_proved_by_the_log(app: App) -> None:
    link = setup_link(app)
    assert link
    set_up(app, link, "ada", PASSWORD)
    invite(app.acting_as("ada"), "cyd", ["reviewer"])
    cut_off(app.acting_as("ada"), "ada")

    assert verify_log(app).ok


def test_before_there_is_an_admin_others_can_be_invited(app: App) -> None:
    """A reviewer was refused on a fresh installation as 'the only admin', whom nobody had made one."""
    assert invite(app, "bob", ["reviewer"])

    assert setup_link(app)
