"""Open cases for the notices that came in as events."""

from collections.abc import Iterator

from cautery.app import App
from cautery.cases.opening import Complaint
from cautery.events.notices import with_whom
from cautery.model.account import Account, AccountId, Platform
from cautery.pipeline.cases.exhibits import exhibit
from cautery.pipeline.cases.opening import open_noticed
from cautery.pipeline.history.read import history_of
from cautery.suspicion.evidence import History


def open_notices(app: App) -> int:
    """Open cases for the notices in history; returns how many."""
    history = history_of(app, at=None)
    opened = open_noticed(app, tuple(_complaints(history)))
    exhibit(app, history)
    return opened


def _complaints(history: History) -> Iterator[Complaint]:
    """List what was complained of; a notice about a post alone is about whoever posted it, when that is known."""
    found = with_whom(history.notices, history.posts).sort("at", "id").collect()
    for row in found.iter_rows(named=True):
        yield Complaint(
            notice=row["notice"],
            about=Account(platform=Platform(row["platform"]), id=AccountId(row["about"])),
            post=row["about_post"],
            kind=row["notifier_kind"],
            category=row["category"],
            at=row["at"],
            text=row["text"] or "",
        )
