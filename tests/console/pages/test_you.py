"""Everybody sees what is theirs, and makes keys for programs that do no more than they may."""

import re

from cautery.app import App
from cautery.pipeline.entrance.sign_in import who_holds
from tests.console.conftest import Enter


def test_a_key_is_shown_once_and_ended(enter: Enter, app: App) -> None:
    ada = enter("reviewer")
    page = ada.submit("/you/keys", name="checks", scopes=["check_content"], days="9").text
    secret = re.search(r"cautery_[\w-]+", page)
    assert secret
    visit = who_holds(app, secret.group())
    assert visit is not None
    assert visit.permissions == {"check_content"}
    kept = ada.get("/you").text
    assert secret.group() not in kept
    key = re.search(r'name="key" value="(\w+)"', kept)
    assert key
    ada.submit("/you/keys/end", key=key.group(1))

    assert who_holds(app, secret.group()) is None


def test_nobody_gives_a_key_what_they_may_not(enter: Enter) -> None:
    answer = enter("reviewer").submit("/you/keys", name="k", scopes=["change_people"], days="9")

    assert answer.status_code == 422


def test_ending_all_sessions_ends_this_one(enter: Enter) -> None:
    ada = enter("reviewer")
    ada.submit("/you/sessions/end")

    assert ada.get("/you", follow_redirects=False).status_code == 303
