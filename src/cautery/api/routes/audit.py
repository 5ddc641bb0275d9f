"""The log and the installation: what was done, is the one whole, and the other sound?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from cautery.api.cursors import cursor_of, place_of, whole
from cautery.api.entry import KeyedRoute, RequiresScope
from cautery.app import App
from cautery.pipeline.installation.health_checks import Health, health_checks
from cautery.pipeline.installation.verify_log import latest_entries, verify_log
from cautery.store.audit import Verification

router = APIRouter(tags=["audit"], route_class=KeyedRoute)


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPage:
    """A part of the log."""

    entries: tuple[Mapping[str, object], ...]
    next: str | None
    """The cursor of the next part; null on the last."""


@router.get("/audit")
def verify(app: Annotated[App, Depends(RequiresScope("see_audit"))]) -> Verification:
    """Prove the log: whatever was changed, dropped or added is told."""
    return verify_log(app)


@router.get("/audit/entries")
def list_entries(
    app: Annotated[App, Depends(RequiresScope("see_audit"))],
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> LogPage:
    """List what was done, newest first: what each entry says openly, and its commitment to the rest."""
    place = place_of(cursor)
    found = latest_entries(app, most=limit, before=None if place is None else whole(place))
    last = found[-1]["index"] if found else 0
    return LogPage(entries=found, next=cursor_of((float(str(last)), "")) if last else None)


@router.get("/health")
def health(app: Annotated[App, Depends(RequiresScope("see_health"))]) -> Health:
    """Look at every part of the installation."""
    return health_checks(app)
