"""Every table is downloaded with its reader's filter and rights, and the log says so."""

import pytest

from cautery.access.permissions import may
from cautery.app import App
from cautery.console.spreadsheets import SPREADSHEETS, Spreadsheet
from cautery.model.case import CaseId
from cautery.model.person import ROLES
from cautery.pipeline.cases.appeals import appeal
from cautery.pipeline.cases.notices import file_notice
from cautery.pipeline.cases.statements import appeal_link
from cautery.pipeline.installation.verify_log import latest_entries
from cautery.store import waiting
from tests.console.conftest import Enter
from tests.outsiders import SAID, decided
from tests.reviewing import open_cases


@pytest.mark.parametrize("table", SPREADSHEETS, ids=lambda table: table.name)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_each_table_comes_in_both_forms(table: Spreadsheet, form: str, enter: Enter, app: App) -> None:
    made = decided(app)
    appeal(app, appeal_link(app, made.id), "It was a song.", contact="")
    file_notice(app, SAID, kind="user")
    answer = enter("senior", "appeals", "auditor", "admin", name="boss").get(f"/download/{table.name}.{form}")
    if table.name == "members":
        assert answer.status_code == 404
        return

    assert answer.status_code == 200
    assert f'filename="{table.name}-' in answer.headers["content-disposition"]
    assert answer.content.startswith(b"PK" if form == "xlsx" else table.columns[0].name.encode("utf-8-sig"))
    if form == "csv" and table.name in ("queue", "decisions", "notices", "appeals", "audit", "team"):
        assert answer.text.count("\r\n") > 1


def test_the_filter_of_the_page_holds_and_the_log_says_who_took_what(enter: Enter, app: App) -> None:
    cases = open_cases(app, 1, 2)
    with app.noting() as connection:
        waiting.describe_case(connection, CaseId(cases[1]), language="ar", handle="=lamps")
    text = enter("reviewer").get("/download/queue.csv?language=ar&rows=nonsense").text

    assert ("c1" in text, "c0" in text) == (True, False)
    assert "'=lamps" in text
    entry = latest_entries(app, most=1)[0]
    assert (entry["what"], entry["by"], entry["table"]) == ("download", "ada", "queue")


@pytest.mark.parametrize("role", ROLES)
def test_who_may_not_see_a_table_does_not_download_it(role: str, enter: Enter) -> None:
    browser = enter(role)  # type: ignore[arg-type]
    for table in SPREADSHEETS:
        refused = browser.get(f"/download/{table.name}.csv").status_code == 403
        assert refused != may((role,), table.permission), table.name  # type: ignore[arg-type]


def test_times_stand_in_the_zone_of_the_reader(enter: Enter, app: App) -> None:
    open_cases(app, 1)
    ada = enter("reviewer")
    ada.cookies.set("cautery_zone", "Asia%2FTokyo")
    assert "due (Asia/Tokyo)" in ada.get("/download/queue.csv").text
    ada.cookies.set("cautery_zone", "../../etc/passwd")

    assert "due (UTC)" in ada.get("/download/queue.csv").text
    assert ada.get("/download/queue.pdf").status_code == 404
