"""The effect: what was measured last, of all that was done or of one takedown."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from cautery.api.entry import KeyedRoute, RequiresScope
from cautery.app import App
from cautery.errors import Missing
from cautery.pipeline.effect.measure import as_told, kept

router = APIRouter(prefix="/effect", tags=["effect"], route_class=KeyedRoute)


@router.get("")
def tell(
    app: Annotated[App, Depends(RequiresScope("see_quality"))],
    takedown: Annotated[str | None, Query(max_length=200)] = None,
) -> dict[str, object]:
    """Tell each measure with its value, interval and method, its figures, and the rows that they came from."""
    found = kept(app, takedown=takedown)
    if found is None:
        raise Missing("Nothing has been measured yet; measure with: cautery effect")
    return as_told(found)
