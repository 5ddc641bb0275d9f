"""Notices get a receipt and an answer; appeals come by link, are heard by somebody else, and what was wrong is taken back."""

from dataclasses import replace

import pytest

from cautery.app import App
from cautery.errors import Invalid
from cautery.pipeline.cases.case_file import look_at
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.cases.notices import answer_to, file_notice, latest_notices, receipt_link
from cautery.platforms.settings import PlatformTable, read_settings
from tests.outsiders import SAID, SUSPEND
from tests.staffed import join


def test_a_notice_opens_a_case_and_its_sender_sees_what_became_of_it(app: App) -> None:
    filed = file_notice(app, SAID, kind="user")
    link = receipt_link(app, filed)
    assert answer_to(app, link).decision is None
    decide_case(join(app, "ada", "reviewer"), filed.case, SUSPEND)

    answer = answer_to(app, link)
    assert answer.decision is not None
    assert answer.decision.measure == "suspend"
    assert latest_notices(app, most=9) == ((filed, True),)


def test_a_hundred_notices_of_one_thing_are_one_case_and_a_flood(app: App) -> None:
    filed = [file_notice(app, replace(SAID, text=f"number {n}"), kind="user") for n in range(20)]

    assert len({one.case for one in filed}) == 1
    assert look_at(app, filed[0].case).background.flood


def test_an_order_about_the_same_thing_is_a_case_of_its_own_because_it_is_due_earlier(app: App) -> None:
    user, order = file_notice(app, SAID, kind="user"), file_notice(app, replace(SAID, text="order"), kind="authority")

    assert user.case != order.case


def with_platforms(app: App, *names: str) -> App:
    """Give the same installation with platforms of these names."""
    table = PlatformTable(connector="webhook", address="https://harbour.example")
    config = replace(app.config, platforms=read_settings(dict.fromkeys(names, table)))
    return App(config, clock=app.clock, person=app.person)


@pytest.mark.parametrize("named", ["", " ", "Harbor", "pier"])
def test_a_notice_about_no_platform_of_ours_is_told_which_there_are(app: App, named: str) -> None:
    with pytest.raises(Invalid, match="harbour, quay"):
        file_notice(with_platforms(app, "harbour", "quay"), replace(SAID, platform=named), kind="user")


@pytest.mark.parametrize("named", ["", "harbour", " Harbour "])
def test_where_there_is_one_platform_it_is_meant(app: App, named: str) -> None:
    assert (
        file_notice(with_platforms(app, "harbour"), replace(SAID, platform=named), kind="user").about.platform
        == "harbour"
    )
