"""An admin says on a page which programs are told what, and sees what never arrived."""

import re

from cautery.app import App
from cautery.model.hook import HookId
from cautery.pipeline.notifications.webhooks import listening
from cautery.store import messages
from tests.console.conftest import Enter
from tests.reviewing import open_cases

URL = "https://queue.harbour.example/cautery"


def test_a_secret_is_shown_when_it_is_asked_for_and_not_else(enter: Enter, app: App) -> None:
    boss = enter("admin")
    secret = re.search(r"whsec_[\w+/=]+", boss.submit("/hooks", url=URL, kinds=["case.opened"]).text)
    assert secret
    name = listening(app)[0].hook.id
    assert "whsec_" not in boss.get("/hooks").text

    assert secret[0] in boss.submit("/hooks/secret", hook=name).text


def test_what_never_arrived_is_seen_and_sent_again(enter: Enter, app: App) -> None:
    boss = enter("admin")
    boss.submit("/hooks", url=URL, kinds=["case.opened"])
    open_cases(app, 1)
    name = HookId(listening(app)[0].hook.id)
    with app.noting() as connection:
        [one] = messages.latest(connection, name, state="waiting", most=9)
        messages.keep(connection, one.id, state="parked", tries=10, next_at=app.wall.now(), says="answered <500>")
    shown = boss.get("/hooks").text
    assert "1 failed (needs attention)" in shown
    assert "answered &lt;500&gt;" in shown
    boss.submit("/hooks/again", hook=name)
    assert "(needs attention)" not in boss.get("/hooks").text
    boss.submit("/hooks/end", hook=name)

    assert "No webhooks" in boss.get("/hooks").text


def test_what_is_wrong_with_a_hook_is_told(enter: Enter) -> None:
    answer = enter("admin").submit("/hooks", url="ftp://x", kinds=["case.opened"])

    assert answer.status_code == 422
    assert "https://" in answer.text
