"""What people report, as events. A report that is changed later is the same report."""

from datetime import timedelta

import msgspec

from cautery.kit.canonical import digest
from cautery.model.account import AccountId, Platform
from cautery.model.event import AnyEvent, Notice, NoticeReceived, NoticeSubject, Notifier, Time
from cautery.platforms.connectors.mastodon.statuses import StatusAuthor

_AT_ONCE = timedelta(seconds=2)
"""A report is saved more than once while it is filed."""


class _Rule(msgspec.Struct):
    text: str = ""


class Report(msgspec.Struct):
    """A report, as the server gives it."""

    id: str
    created_at: Time
    account: StatusAuthor
    target_account: StatusAuthor
    category: str | None = None
    comment: str = ""
    statuses: list[StatusAuthor] = []
    rules: list[_Rule] = []
    updated_at: Time | None = None
    action_taken: bool = False


def notices_of(report: Report, platform: Platform) -> list[AnyEvent]:
    """Read a report: a notice about each post that it names, or about the account.

    The first has the report's own name; what is added to a report later, a post or other words, is a notice of its own.
    """
    posts: list[str | None] = [*(post.id for post in report.statuses)] or [None]
    names = [f"report/{report.id}", *(f"report/{report.id}/{post}" for post in posts[1:])]
    return [_notice(report, name, post, platform) for name, post in zip(names, posts, strict=True)]


def added_to(report: Report, platform: Platform) -> list[AnyEvent]:
    """Read a report that was changed: what was told before is known by its name, and its words may be new."""
    if report.action_taken or report.updated_at is None or report.updated_at - report.created_at < _AT_ONCE:
        return notices_of(report, platform)  # it was dealt with, and nothing was added
    said = digest(report.comment, report.category or "", *(rule.text for rule in report.rules))
    posts: list[str | None] = [*(post.id for post in report.statuses)] or [None]
    again = _notice(report, f"report/{report.id}/says/{said}", posts[0], platform)
    return [*notices_of(report, platform), again]


def _notice(report: Report, name: str, post: str | None, platform: Platform) -> AnyEvent:
    rules = [rule.text for rule in report.rules if rule.text]
    return NoticeReceived(
        id=name,
        at=report.created_at,
        received=report.created_at,
        platform=platform,
        account=AccountId(report.account.id),
        notice=Notice(
            id=f"report/{report.id}",
            about=NoticeSubject(account=AccountId(report.target_account.id), post=post),
            notifier=Notifier(kind="user", id=report.account.id),
            category=report.category,
            text="\n".join([*([report.comment] if report.comment else []), *rules]) or None,
        ),
    )
