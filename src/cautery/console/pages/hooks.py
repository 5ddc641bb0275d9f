"""Hooks: which programs are told what happens here, and how that fares."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import RedirectResponse, Response

from cautery.console.entry import Desk, PageRoute, RequiresForm, RequiresPage
from cautery.console.render import page
from cautery.errors import CauteryError
from cautery.model.hook import FORMS, KINDS, HookId
from cautery.pipeline.notifications import webhooks as hooks

router = APIRouter(route_class=PageRoute)
Name = Annotated[str, Form(max_length=80)]


@router.get("/hooks")
def show(desk: Annotated[Desk, Depends(RequiresPage("change_hooks"))]) -> Response:
    """Show who is told what."""
    return _page(desk)


@router.post("/hooks")
def add(
    desk: Annotated[Desk, Depends(RequiresForm("change_hooks"))],
    url: Annotated[str, Form(max_length=2000)] = "",
    kinds: Annotated[list[str], Form(max_length=20)] = [],  # noqa: B006  FastAPI copies it
    form: Annotated[str, Form(max_length=20)] = "standard",
) -> Response:
    """Let a program be told; the page shows the secret by which it knows us."""
    try:
        made = hooks.add_hook(desk.app, url, kinds, form=form)
    except CauteryError as error:
        return _page(desk, problem=str(error))
    return _page(desk, shown=made.hook.id, secret=made.secret)


@router.post("/hooks/secret")
def show_secret(desk: Annotated[Desk, Depends(RequiresForm("change_hooks"))], hook: Name = "") -> Response:
    """Show a hook's secret again."""
    return _page(desk, shown=hook, secret=hooks.secret_of(desk.app, HookId(hook)))


@router.post("/hooks/again")
def send_again(desk: Annotated[Desk, Depends(RequiresForm("change_hooks"))], hook: Name = "") -> Response:
    """Try anew what was given up."""
    hooks.send_again(desk.app, HookId(hook))
    return RedirectResponse("/hooks", status_code=303)


@router.post("/hooks/end")
def end(desk: Annotated[Desk, Depends(RequiresForm("change_hooks"))], hook: Name = "") -> Response:
    """Tell a program nothing more."""
    hooks.end_hook(desk.app, HookId(hook))
    return RedirectResponse("/hooks", status_code=303)


def _page(desk: Desk, *, problem: str = "", shown: str = "", secret: str = "") -> Response:
    said = {"listening": hooks.listening(desk.app), "kinds": KINDS, "forms": FORMS, "problem": problem, "shown": shown}
    return page(desk, "hooks.html", status=422 if problem else 200, secret=secret, **said)
