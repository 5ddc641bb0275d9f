"""The API's reference, drawn in the browser from the description that the API gives of itself. Nothing comes from elsewhere."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from cautery.console.entry import Desk, PageRoute, RequiresPage
from cautery.console.render import page

router = APIRouter(route_class=PageRoute)


@router.get("/docs")
def show(desk: Annotated[Desk, Depends(RequiresPage(None))]) -> Response:
    """Show the reference of the API."""
    return page(desk, "api_docs.html")
