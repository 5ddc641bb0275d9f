"""People are invited, get other roles and leave, by the page of whoever may."""

import re

from cautery.app import App
from tests.console.conftest import Browser, Enter
from tests.staffed import PASSWORD


def test_an_invitation_is_a_link_that_is_shown_once(enter: Enter, stranger: Browser) -> None:
    boss = enter("admin", name="boss")
    page = boss.submit("/people/invite", person="cyd", roles=["reviewer", "appeals"], languages="ar").text
    link = re.search(r"http://127\.0\.0\.1(/invitation/[\w-]+)", page)
    assert link
    assert "/invitation/" not in boss.get("/people").text
    stranger.post(link.group(1), data={"password": PASSWORD})

    assert "reviewer, appeals" in stranger.get("/you").text


def test_roles_change_sessions_end_and_people_leave(enter: Enter, app: App) -> None:
    boss, ada = enter("admin", name="boss"), enter("reviewer")
    boss.submit("/people/roles", person="ada", roles=["auditor"])
    assert ada.get("/audit").status_code == 200
    boss.submit("/people/sessions", person="ada")
    assert ada.get("/audit", follow_redirects=False).status_code == 303
    boss.submit("/people/leave", person="ada")

    assert "deactivated" in boss.get("/people").text


def test_what_cannot_be_is_told(enter: Enter) -> None:
    boss = enter("admin", name="boss")

    assert "cannot name a person" in boss.submit("/people/invite", person="A B", roles=["reviewer"]).text
    assert "at least one role" in boss.submit("/people/roles", person="boss").text
    assert "only admin" in boss.submit("/people/leave", person="boss").text


def test_an_auditor_sees_and_changes_nothing(enter: Enter) -> None:
    page = enter("auditor").get("/people").text

    assert "Invite a team member" not in page
    assert "Deactivate account" not in page
