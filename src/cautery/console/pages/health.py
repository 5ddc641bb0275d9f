"""Health: whether the installation is sound."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from cautery.console.entry import Desk, PageRoute, RequiresPage
from cautery.console.render import page
from cautery.pipeline.installation.health_checks import health_checks

router = APIRouter(route_class=PageRoute)


@router.get("/health")
def show(desk: Annotated[Desk, Depends(RequiresPage("see_health"))]) -> Response:
    """Look at every part of the installation, and show what was found."""
    return page(desk, "health.html", health=health_checks(desk.app, deep=False))
