"""Promises about what people report."""

from msgspec import convert

from cautery.model.account import Platform
from cautery.model.event import NoticeReceived
from cautery.platforms.connectors.mastodon.reports import Report, notice_of
from tests.servers.mastodon import answered

PLAZA = Platform("plaza")


def test_a_report_says_who_complains_of_whom_and_why() -> None:
    said = answered("test_admin_reports", 4)[0]
    notice = notice_of(convert(said, type=Report), PLAZA)

    assert isinstance(notice, NoticeReceived)
    assert (notice.notice.category, notice.notice.text) == ("other", "api crimes")
    assert notice.notice.about.account == said["target_account"]["id"]
    assert notice.notice.about.post == said["statuses"][0]["id"]


def test_a_report_that_was_resolved_is_the_same_report() -> None:
    before, after = (notice_of(convert(answered("test_admin_reports", at)[0], type=Report), PLAZA) for at in (4, 8))

    assert before.id == after.id == "report/1"
