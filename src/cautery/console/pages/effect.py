"""Effect: did it work? Pictures and figures, each with its interval, its method, and the way to its rows."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query
from fastapi.responses import RedirectResponse, Response

from cautery.console.entry import Desk, PageRoute, RequiresForm, RequiresPage
from cautery.console.render import page
from cautery.errors import CauteryError, Missing
from cautery.model.account import Account, AccountId, Platform
from cautery.pipeline.effect.measure import Effect, effect, kept, picture_of, rows_of
from cautery.pipeline.ingestion.sources import not_seen
from cautery.trials.side_by_side import kept as played
from cautery.trials.side_by_side import picture_kept
from cautery.trials.what_if import HEAD, cells

router = APIRouter(route_class=PageRoute)
Takedown = Annotated[str, Query(max_length=200)]
ORDER = ("reach", "regrowth", "survival", "returns", "displacement")
"""Measures with a picture, in the order of the page."""


@router.get("/effect")
def show(desk: Annotated[Desk, Depends(RequiresPage("see_quality"))], takedown: Takedown = "") -> Response:
    """Show what was measured last."""
    return _page(desk, kept(desk.app, takedown=takedown or None), takedown)


@router.post("/effect/measure")
def measure(
    desk: Annotated[Desk, Depends(RequiresForm("see_quality"))], takedown: Annotated[str, Form(max_length=200)] = ""
) -> Response:
    """Measure again, with all that has come in since."""
    try:
        effect(desk.app, takedown=takedown or None)
    except CauteryError as error:
        return _page(desk, kept(desk.app), "", problem=str(error))
    where = desk.request.url_for("show").include_query_params(**({"takedown": takedown} if takedown else {}))
    return RedirectResponse(f"/effect?{where.query}", status_code=303)


@router.get("/effect/pictures/{name}.svg")
def draw(name: str, desk: Annotated[Desk, Depends(RequiresPage("see_quality"))], takedown: Takedown = "") -> Response:
    """Give a picture."""
    return Response(picture_of(desk.app, name, takedown=takedown or None), media_type="image/svg+xml")


@router.get("/effect/what-if.svg")
def draw_policies(desk: Annotated[Desk, Depends(RequiresPage("see_quality"))]) -> Response:
    """Give the picture of the policies that were played side by side."""
    return Response(picture_kept(desk.app), media_type="image/svg+xml")


@router.get("/effect/{name}/{figure}")
def show_rows(
    name: str, figure: str, desk: Annotated[Desk, Depends(RequiresPage("see_quality"))], takedown: Takedown = ""
) -> Response:
    """Show a figure with its method and the rows that it came from."""
    found = kept(desk.app, takedown=takedown or None)
    if found is None:
        raise Missing("Nothing has been measured yet.")
    one = rows_of(found, name, figure)
    rows = [(row, _account(row) if one.table in ("accounts", "operators") else None) for row in one.rows]
    return page(desk, "effect_rows.html", name=name, figure=one, rows=rows, takedown=takedown)


def _page(desk: Desk, found: Effect | None, takedown: str, *, problem: str = "") -> Response:
    drawn = [name for name in ORDER if found and any(curve.points for curve in found.measures[name].curves)]
    return page(
        desk,
        "effect.html",
        status=422 if problem else 200,
        found=found,
        drawn=drawn,
        takedown=takedown,
        missed=not_seen(desk.app),
        problem=problem,
        played=None if takedown else played(desk.app),
        head=HEAD,
        cells=cells,
    )


def _account(row: str) -> Account:
    """Read the account that a row is about; a hand is named by the first of its accounts."""
    platform, _, name = row.removeprefix("alone:").partition(":")
    return Account(platform=Platform(platform), id=AccountId(name))
