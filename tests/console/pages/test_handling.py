"""From the queue several cases are assigned, put off or decided at once; from a case, one."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from cautery.app import App
from cautery.pipeline.cases.case_file import look_at
from cautery.pipeline.cases.handling import handlings_of
from tests.console.conftest import Enter
from tests.reviewing import open_cases
from tests.staffed import join


def test_a_previewed_decision_meets_what_was_shown(enter: Enter, app: App) -> None:
    names = open_cases(app, 9, 10)
    ada = enter("reviewer")
    page = ada.submit("/queue/plan", case=list(names)).text
    assert page.count('name="version" value="0"') == 2
    said = {"measure": "none", "reason": "They mend lamps."}
    assert "2 cases decided" in ada.submit("/queue/decide", case=list(names), version=["0", "0"], **said).text

    assert [len(look_at(app, name).decisions) for name in names] == [1, 1]


def test_what_is_missing_is_told_with_what_was_typed(enter: Enter, app: App) -> None:
    names = open_cases(app, 9)
    answer = enter("reviewer").submit("/queue/decide", case=names, version=["0"], measure="suspend", reason="They.")

    assert answer.status_code == 422
    assert "needs the clause" in answer.text
    assert "They." in answer.text


def test_a_case_says_to_whom_it_was_escalated_and_why(enter: Enter, app: App) -> None:
    case = open_cases(app, 9)[0]
    ada = enter("reviewer")
    ada.submit(f"/cases/{case}/handle", kind="escalate", to="senior", reason="a <b>minister</b>")

    assert "a &lt;b&gt;minister&lt;/b&gt;" in ada.get(f"/cases/{case}").text
    assert "for senior" in ada.get("/queue?escalated=true").text
    assert ada.submit(f"/cases/{case}/handle", kind="nonsense", reason="x").status_code == 422


def test_only_who_may_assigns_to_others(enter: Enter, app: App) -> None:
    names = open_cases(app, 9)
    join(app, "cyd", "reviewer")
    assert enter("reviewer").submit("/queue/assign", case=names, to="cyd", reason="x").status_code == 403
    eva = enter("senior", name="eva")
    assert "1 case changed" in eva.submit("/queue/assign", case=names, to="cyd", reason="reads Arabic").text
    eva.submit(f"/cases/{names[0]}/assign", to="eva", reason="is back")

    assert [one.to for one in handlings_of(app, names[0])] == ["eva", "cyd"]


def test_a_shift_is_handed_over_from_the_queue(enter: Enter, app: App) -> None:
    open_cases(app, 9)
    join(app, "cyd", "reviewer")
    ada = enter("reviewer")
    ada.submit("/next")

    assert "1 case changed" in ada.submit("/queue/hand-over", to="cyd", reason="nothing yet").text
    assert "0 cases changed" in ada.submit("/queue/snooze", case=[], until="2030-01-01", reason="x").text


def test_a_snooze_ends_in_the_zone_of_who_chose_it(enter: Enter, app: App) -> None:
    case = open_cases(app, 99)[0]
    ada = enter("reviewer")
    ada.cookies.set("cautery_zone", "Asia%2FTokyo")
    until = (app.clock.now() + timedelta(hours=5)).astimezone(ZoneInfo("Asia/Tokyo"))
    ada.submit(f"/cases/{case}/handle", kind="snooze", until=f"{until:%Y-%m-%dT%H:%M}", reason="x")

    assert handlings_of(app, case)[0].until == until.replace(second=0, microsecond=0)
    assert ada.submit(f"/cases/{case}/handle", kind="snooze", until="soon", reason="x").status_code == 422
