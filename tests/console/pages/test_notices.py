"""Notices are listed with what became of them."""

from cautery.app import App
from cautery.pipeline.cases.notices import file_notice
from tests.console.conftest import Enter
from tests.outsiders import SAID


def test_a_notice_leads_to_its_case(enter: Enter, app: App) -> None:
    filed = file_notice(app, SAID, kind="trusted_flagger")
    page = enter("triage").get("/notices").text

    assert "trusted flagger" in page
    assert f'href="/cases/{filed.case}">open' in page
