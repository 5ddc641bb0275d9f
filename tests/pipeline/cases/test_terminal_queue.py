from datetime import timedelta

from cautery.app import App
from cautery.cases.opening import Complaint
from cautery.pipeline.cases.opening import open_noticed
from cautery.pipeline.cases.terminal_queue import queue
from tests.world import NOON, person


def complain(app: App, account: str, *, kind: str) -> None:
    complaint = Complaint(notice=f"n-{account}", about=person(account), post=None, kind=kind, category=None, at=NOON)
    open_noticed(app, [complaint])


def test_what_is_due_first_stands_first(app: App) -> None:
    complain(app, "ada", kind="user")
    complain(app, "eve", kind="authority")

    assert [one.about for one in queue(app.config, app.clock)] == [person("eve"), person("ada")]


def test_now_is_an_input(app: App) -> None:
    complain(app, "eve", kind="authority")

    before, after = (
        queue(app.config, app.clock, at=NOON + timedelta(minutes=minutes))[0].state for minutes in (59, 61)
    )

    assert (before, after) == ("open", "overdue")
