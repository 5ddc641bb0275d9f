"""Hooks: which programs are told what happens here, and how that fares."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from cautery.api.entry import RequiresScope
from cautery.api.once import OnceRoute
from cautery.app import App
from cautery.model.hook import HookForm, HookId, MessageKind
from cautery.pipeline.notifications import webhooks as hooks

router = APIRouter(prefix="/hooks", tags=["hooks"], route_class=OnceRoute)
Id = Annotated[str, Field(max_length=80)]
Admin = Annotated[App, Depends(RequiresScope("change_hooks"))]


class WebhookBody(BaseModel):
    """A program that wants to be told."""

    url: str = Field(min_length=1, max_length=2000)
    kinds: list[MessageKind] = Field(min_length=1, max_length=20)
    form: HookForm = "standard"


@router.get("")
def list_hooks(app: Admin) -> tuple[hooks.Listening, ...]:
    """List who is told what, what waits, and what was given up."""
    return hooks.listening(app)


@router.post("", status_code=201)
def add(wanted: WebhookBody, app: Admin) -> hooks.NewWebhook:
    """Let a program be told. Messages are signed as Standard Webhooks has it, with the secret that this gives."""
    return hooks.add_hook(app, wanted.url, wanted.kinds, form=wanted.form)


@router.delete("/{hook}", status_code=204)
def end(hook: Id, app: Admin) -> None:
    """Tell a program nothing more."""
    hooks.end_hook(app, HookId(hook))


@router.post("/{hook}/again")
def send_again(hook: Id, app: Admin) -> int:
    """Try anew what was given up; gives how much that is."""
    return hooks.send_again(app, HookId(hook))
