"""What people report, as events. A report that is changed later is the same report."""

import msgspec

from cautery.model.account import AccountId, Platform
from cautery.model.event import About, AnyEvent, Notice, NoticeReceived, Notifier, Time
from cautery.platforms.connectors.mastodon.statuses import Who


class Report(msgspec.Struct):
    """A report, as the server gives it."""

    id: str
    created_at: Time
    account: Who
    target_account: Who
    category: str | None = None
    comment: str = ""
    statuses: list[Who] = []


def notice_of(report: Report, platform: Platform) -> AnyEvent:
    """Read a report."""
    name = f"report/{report.id}"
    post = report.statuses[0].id if report.statuses else None
    return NoticeReceived(
        id=name,
        at=report.created_at,
        platform=platform,
        account=AccountId(report.account.id),
        notice=Notice(
            id=name,
            about=About(account=AccountId(report.target_account.id), post=post),
            notifier=Notifier(kind="user", id=report.account.id),
            category=report.category,
            text=report.comment or None,
        ),
    )
