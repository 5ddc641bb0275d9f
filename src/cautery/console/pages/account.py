"""An account: what is known here about it, and all that it said."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Query
from fastapi.responses import RedirectResponse, Response

from cautery.console.entry import Desk, PageRoute, RequiresForm, RequiresPage
from cautery.console.render import page
from cautery.model.account import Account, AccountId, Platform
from cautery.pipeline.cases import case_file, notes
from cautery.pipeline.connections.memberships import networks_of
from cautery.pipeline.connections.search import names_had
from cautery.pipeline.connections.successions import succession_of
from cautery.pipeline.connections.timeline import timeline_of

router = APIRouter(route_class=PageRoute)
Name = Annotated[str, Query(max_length=512)]


@router.get("/account")
def show(desk: Annotated[Desk, Depends(RequiresPage("see_cases"))], platform: Name = "", id: Name = "") -> Response:  # noqa: A002
    """Show what is known about an account."""
    about = _about(platform, id)
    stands_with: dict[str, Any] = {"lineage": succession_of(desk.app, about), "networks": networks_of(desk.app, about)}
    return page(
        desk, "account.html", life=timeline_of(desk.app, about), names=names_had(desk.app, about), **stands_with
    )


@router.get("/account/posts")
def show_posts(
    desk: Annotated[Desk, Depends(RequiresPage("see_history"))],
    platform: Name = "",
    id: Name = "",  # noqa: A002
) -> Response:
    """Show an account's latest posts from history."""
    about = _about(platform, id)
    return page(desk, "posts.html", about=about, items=case_file.posts_of(desk.app, about))


@router.post("/account/note")
def note(
    desk: Annotated[Desk, Depends(RequiresForm("write_notes"))],
    platform: Annotated[str, Form(max_length=512)] = "",
    id: Annotated[str, Form(max_length=512)] = "",  # noqa: A002
    text: Annotated[str, Form(max_length=5000)] = "",
) -> Response:
    """Write something down about an account."""
    about = _about(platform, id)
    notes.write_note(desk.app, about, text)
    where = desk.request.url_for("show").include_query_params(platform=platform, id=id)
    return RedirectResponse(f"/account?{where.query}#notes", status_code=303)


def _about(platform: str, name: str) -> Account:
    return Account(platform=Platform(platform), id=AccountId(name))
