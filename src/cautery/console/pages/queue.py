"""The queue: what waits, why, and by when."""

from typing import Annotated, get_args
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Depends, Form, Query
from fastapi.responses import RedirectResponse, Response

from cautery.console.entry import Desk, PageRoute, RequiresForm, RequiresPage
from cautery.console.render import page
from cautery.model.case import Origin
from cautery.pipeline.cases.changes import pulse_of
from cautery.pipeline.cases.exposure import my_exposure
from cautery.pipeline.cases.leases import find_free, take_next
from cautery.pipeline.cases.review_queue import queue_page
from cautery.pipeline.cases.saved_views import forget_view, keep_view, my_views
from cautery.store.waiting import Place, QueueFilter

router = APIRouter(route_class=PageRoute)
MOST = 40
CHOOSES = ("origin", "language", "platform", "mine", "late")
Short = Annotated[str, Query(max_length=200)]


@router.get("/")
def home(desk: Annotated[Desk, Depends(RequiresPage(None))]) -> Response:
    """Lead to where somebody's work is."""
    return RedirectResponse("/queue" if desk.may("see_cases") else "/you", status_code=303)


@router.get("/queue")
def show(
    desk: Annotated[Desk, Depends(RequiresPage("see_cases"))],
    origin: Short = "",
    language: Short = "",
    platform: Short = "",
    mine: bool = False,
    late: bool = False,
    by: float | None = None,
    after: Short = "",
    rows: bool = False,
) -> Response:
    """Show what waits; the address says what was asked for, and can be kept and shared.

    Args:
        rows: only the lines, for refreshing the page that is open.
    """
    asked = {"origin": origin, "language": language, "platform": platform, "mine": mine, "late": late}
    choice = QueueFilter(
        origin=origin,
        platform=platform,
        languages=(language,) if language else (),
        held_by=desk.person if mine else "",
        due_before=desk.app.clock.now() if late else None,
    )
    behind: Place | None = None if by is None else (by, after)
    found = queue_page(desk.app, choice, most=MOST, behind=behind)
    kept = {name: str(value) for name, value in asked.items() if value}
    following = urlencode(kept | {"by": repr(found.behind[0]), "after": found.behind[1]}) if found.behind else ""
    here = urlencode(kept | ({"by": repr(by), "after": after} if behind else {}))
    return page(
        desk,
        "queue_rows.html" if rows else "queue.html",
        found=found,
        origins=get_args(Origin),
        asked=asked,
        following=following,
        here=here,
        first=behind is None,
        exposure=my_exposure(desk.app),
        pulse=pulse_of(desk.app),
        views=my_views(desk.app),
    )


@router.post("/queue/views")
def keep(
    desk: Annotated[Desk, Depends(RequiresForm("see_cases"))],
    name: Annotated[str, Form(max_length=200)] = "",
    query: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Keep which cases one asked for, under a name."""
    asked = _asked_for(query)
    keep_view(desk.app, name, query=asked)
    return RedirectResponse(f"/queue?{asked}", status_code=303)


@router.post("/queue/views/forget")
def forget(
    desk: Annotated[Desk, Depends(RequiresForm("see_cases"))], name: Annotated[str, Form(max_length=200)] = ""
) -> Response:
    """Forget a view of one's own."""
    forget_view(desk.app, name)
    return RedirectResponse("/queue", status_code=303)


@router.post("/next")
def next_case(desk: Annotated[Desk, Depends(RequiresForm("take_cases"))]) -> Response:
    """Take the first case that is free."""
    languages = desk.visit.person.languages
    case = take_next(desk.app, QueueFilter(languages=languages)) or (
        take_next(desk.app, QueueFilter()) if languages else None
    )
    return RedirectResponse(f"/cases/{case}" if case else "/queue", status_code=303)


@router.get("/first")
def first_case(desk: Annotated[Desk, Depends(RequiresPage("take_cases"))]) -> Response:
    """Lead a newcomer to a first case, with a guide beside it; a visit takes nothing, it may be another site's link."""
    case = find_free(desk.app, QueueFilter(origin="suspicion")) or find_free(desk.app, QueueFilter())
    return RedirectResponse(f"/cases/{case}?guide=1" if case else "/queue", status_code=303)


def _asked_for(query: str) -> str:
    """Keep of an address only what chooses cases."""
    return urlencode([(name, value) for name, value in parse_qsl(query) if name in CHOOSES])
