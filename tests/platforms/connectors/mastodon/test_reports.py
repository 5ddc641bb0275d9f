"""Promises about what people report."""

from msgspec import convert

from cautery.model.account import Platform
from cautery.model.event import AnyEvent, NoticeReceived
from cautery.platforms.connectors.mastodon.reports import Report, added_to, notices_of
from tests.servers.mastodon import answered

PLAZA = Platform("plaza")


def test_a_report_says_who_complains_of_whom_and_why() -> None:
    said = answered("test_admin_reports", 4)[0]
    [notice] = notices_of(convert(said, type=Report), PLAZA)

    assert isinstance(notice, NoticeReceived)
    assert (notice.notice.category, notice.notice.text) == ("other", "api crimes")
    assert notice.notice.about.account == said["target_account"]["id"]
    assert notice.notice.about.post == said["statuses"][0]["id"]


def test_a_report_that_was_resolved_is_the_same_report() -> None:
    reports = [convert(answered("test_admin_reports", at)[0], type=Report) for at in (4, 8)]
    [before], [after] = (notices_of(report, PLAZA) for report in reports)

    assert before.id == after.id == "report/1"


def a_report(*posts: str, comment: str = "look") -> Report:
    who = {"created_at": "2024-05-01T09:00:00.000Z", "account": {"id": "9"}, "target_account": {"id": "7"}}
    said = {
        "id": "5",
        "statuses": [{"id": post} for post in posts],
        "comment": comment,
        "rules": [{"text": "be kind"}],
        "updated_at": "2024-05-02T09:00:00.000Z",
    }
    return convert({**who, **said}, type=Report)


def about(events: list[AnyEvent]) -> list[tuple[str, str | None]]:
    return [(event.id, event.notice.about.post) for event in events if isinstance(event, NoticeReceived)]


def test_each_post_of_a_report_is_told() -> None:
    notices = notices_of(a_report("1", "2", "3"), PLAZA)

    assert about(notices) == [("report/5", "1"), ("report/5/2", "2"), ("report/5/3", "3")]
    assert {event.notice.id for event in notices if isinstance(event, NoticeReceived)} == {"report/5"}
    assert about(notices_of(a_report(), PLAZA)) == [("report/5", None)]


def test_what_is_added_to_a_report_later_is_told_once() -> None:
    before = {event.id for event in notices_of(a_report("1"), PLAZA)}
    added = [event for event in added_to(a_report("1", "2", comment="and this"), PLAZA) if event.id not in before]
    again = added_to(a_report("1", "2", comment="and this"), PLAZA)

    assert [post for _, post in about(added)] == ["2", "1"]
    assert [event.notice.text for event in added if isinstance(event, NoticeReceived)] == ["and this\nbe kind"] * 2
    assert {event.id for event in added} <= {event.id for event in again}
