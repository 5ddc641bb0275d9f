"""The queue: what waits, why, and by when; in the order and with the columns that its reader chose."""

from typing import Annotated, get_args
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Depends, Form, Query
from fastapi.responses import RedirectResponse, Response

from cautery.console.entry import Desk, PageRoute, RequiresForm, RequiresPage, is_by_tls
from cautery.console.labels import COLUMNS
from cautery.console.render import page
from cautery.model.case import Origin
from cautery.pipeline.cases.changes import pulse_of
from cautery.pipeline.cases.exposure import my_exposure
from cautery.pipeline.cases.handling import who_takes
from cautery.pipeline.cases.leases import find_free, take_next
from cautery.pipeline.cases.review_queue import queue_page
from cautery.pipeline.cases.saved_views import forget_view, keep_view, my_views, team_views
from cautery.store.waiting import ORDERS, Place, QueueFilter, Sort

router = APIRouter(route_class=PageRoute)
MOST = 60
CHOOSES = ("origin", "language", "platform", "mine", "late", "assigned", "snoozed", "escalated", "sort", "columns")
FILTERS = CHOOSES[:-2]
USUAL = ("due", "account", "likelihood", "evidence", "language", "platform", "assignee")
CHOSEN = "cautery_columns"
"""The cookie that keeps which columns somebody chose last."""
TEMPLATES = {"": "queue.html", "true": "queue_rows.html", "more": "queue_chunk.html"}
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
    assigned: bool = False,
    snoozed: bool = False,
    escalated: bool = False,
    sort: Sort = "priority",
    columns: Annotated[list[str], Query(max_length=40)] = [],  # noqa: B006  FastAPI copies it
    by: float | None = None,
    after: Short = "",
    rows: Short = "",
) -> Response:
    """Show what waits; the address says what was asked for, and can be kept and shared.

    Args:
        mine: what somebody looks at now; assigned: what was assigned to them.
        rows: 'true': only the table, for refreshing the page that is open; 'more': only the next lines of it.
    """
    told = {"origin": origin, "language": language, "platform": platform, "mine": mine, "late": late}
    told |= {"assigned": assigned, "snoozed": snoozed, "escalated": escalated}
    choice = QueueFilter(
        origin=origin,
        platform=platform,
        languages=(language,) if language else (),
        held_by=desk.person if mine else "",
        due_before=desk.app.clock.now() if late else None,
        assignee=desk.person if assigned else "",
        snoozed=snoozed,
        escalated=escalated,
    )
    behind: Place | None = None if by is None else (by, after)
    found = queue_page(desk.app, choice, most=MOST, behind=behind, sort=sort)
    kept = [(name, str(value)) for name, value in told.items() if value] + [("columns", name) for name in columns]
    sorted_by = [("sort", sort)] if sort != "priority" else []
    place = [("by", repr(found.behind[0])), ("after", found.behind[1])] if found.behind else []
    answer = page(
        desk,
        TEMPLATES.get(rows, "queue.html"),
        found=found,
        origins=get_args(Origin),
        asked=told,
        sort=sort,
        orders=ORDERS,
        columns=_columns(desk, columns),
        all_columns=tuple(COLUMNS),
        following=urlencode(kept + sorted_by + place) if place else "",
        here=urlencode(kept + sorted_by + ([("by", repr(by)), ("after", after)] if behind else [])),
        unsorted=urlencode(kept),
        first=behind is None,
        exposure=my_exposure(desk.app),
        pulse=pulse_of(desk.app),
        views=my_views(desk.app),
        team=team_views(desk.app),
        people=who_takes(desk.app),
    )
    if columns:
        secure = is_by_tls(desk.request)
        answer.set_cookie(CHOSEN, ".".join(columns), max_age=10**7, httponly=True, samesite="lax", secure=secure)
    return answer


@router.post("/queue/views")
def keep(
    desk: Annotated[Desk, Depends(RequiresForm("see_cases"))],
    name: Annotated[str, Form(max_length=200)] = "",
    query: Annotated[str, Form(max_length=2000)] = "",
    shared: Annotated[bool, Form()] = False,
) -> Response:
    """Keep which cases one asked for, under a name."""
    asked = _asked_for(query)
    keep_view(desk.app, name, query=asked, shared=shared)
    return RedirectResponse(f"/queue?{asked}", status_code=303)


@router.post("/queue/views/forget")
def forget(
    desk: Annotated[Desk, Depends(RequiresForm("see_cases"))], name: Annotated[str, Form(max_length=200)] = ""
) -> Response:
    """Forget a view of one's own."""
    forget_view(desk.app, name)
    return RedirectResponse("/queue", status_code=303)


@router.post("/next")
def next_case(
    desk: Annotated[Desk, Depends(RequiresForm("take_cases"))],
    origin: Annotated[str, Form(max_length=200)] = "",
    language: Annotated[str, Form(max_length=200)] = "",
    platform: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Take the first case that is free: of the part of the queue that is shown, else in one's languages, else any."""
    languages = (language,) if language else desk.visit.person.languages
    case = take_next(desk.app, QueueFilter(origin=origin, platform=platform, languages=languages))
    if case is None and languages and not (origin or language or platform):
        case = take_next(desk.app, QueueFilter())
    return RedirectResponse(f"/cases/{case}" if case else "/queue", status_code=303)


@router.get("/first")
def first_case(desk: Annotated[Desk, Depends(RequiresPage("take_cases"))]) -> Response:
    """Lead a newcomer to a first case, with a guide beside it; a visit takes nothing, it may be another site's link."""
    case = find_free(desk.app, QueueFilter(origin="suspicion")) or find_free(desk.app, QueueFilter())
    return RedirectResponse(f"/cases/{case}?guide=1" if case else "/queue", status_code=303)


def _columns(desk: Desk, asked: list[str]) -> tuple[str, ...]:
    """Give the columns to show: what is asked for, else what was chosen last, else the usual ones."""
    chosen = [name for name in asked or desk.request.cookies.get(CHOSEN, "").split(".") if name in COLUMNS]
    return tuple(name for name in COLUMNS if name in chosen) if "account" in chosen else USUAL


def _asked_for(query: str) -> str:
    """Keep of an address only what chooses cases."""
    return urlencode([(name, value) for name, value in parse_qsl(query) if name in CHOOSES])
