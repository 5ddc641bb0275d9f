"""The dashboard: backlog, inflow, time to decision, appeals and agreement of the team."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from cautery.console.bars import HEIGHT, WIDTH, day_bars
from cautery.console.entry import Desk, PageRoute, RequiresPage
from cautery.console.render import page
from cautery.pipeline.cases.workload import DAYS, FEWEST, workload_of_team

router = APIRouter(route_class=PageRoute)


@router.get("/dashboard")
def show(desk: Annotated[Desk, Depends(RequiresPage("see_quality"))]) -> Response:
    """Show how the team's work goes."""
    work = workload_of_team(desk.app)
    bars = day_bars(work.days)
    return page(desk, "dashboard.html", work=work, bars=bars, days=DAYS, fewest=FEWEST, width=WIDTH, height=HEIGHT)
