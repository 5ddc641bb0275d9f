"""Passkeys: made and ended on one's own page, and used at the door. The only pages that need a script."""

import base64
import binascii
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response

from cautery.access.passkeys import REFUSED, RelyingParty
from cautery.app import App
from cautery.console.entry import Desk, PageRoute, RequiresForm, let_in
from cautery.errors import CauteryError, Refused
from cautery.kit.unreadable import NOT_JSON
from cautery.pipeline.entrance import passkeys

router = APIRouter(route_class=PageRoute)
Answer = Annotated[str, Form(max_length=20_000)]
Name = Annotated[str, Form(max_length=200)]


@router.post("/you/passkeys/question")
def ask_for_new(desk: Annotated[Desk, Depends(RequiresForm(None))]) -> Response:
    """Ask the browser for a new passkey."""
    place = _place(desk.app, desk.request)
    return Response(passkeys.ask_for_new(desk.app, desk.person, place=place), media_type="application/json")


@router.post("/you/passkeys")
def add(desk: Annotated[Desk, Depends(RequiresForm(None))], answer: Answer = "", name: Name = "") -> Response:
    """Keep the passkey that the browser made."""
    try:
        place = _place(desk.app, desk.request)
        passkeys.add(desk.app, desk.person, answer, name=name, challenge=_challenge_in(answer), place=place)
    except CauteryError as error:
        return JSONResponse({"problem": str(error)}, status_code=422)
    return JSONResponse({"to": "/you"})


@router.post("/you/passkeys/end")
def end(desk: Annotated[Desk, Depends(RequiresForm(None))], passkey: Name = "") -> Response:
    """End one of one's passkeys."""
    passkeys.end(desk.app, desk.person, passkey)
    return RedirectResponse("/you", status_code=303)


@router.post("/passkey/question")
def ask_to_enter(request: Request) -> Response:
    """Ask the browser of somebody at the door for a passkey."""
    app = _app(request)
    return Response(passkeys.ask_to_enter(app, place=_place(app, request)), media_type="application/json")


@router.post("/passkey")
def enter(request: Request, answer: Answer = "") -> Response:
    """Let in whoever the passkey belongs to."""
    app = _app(request)
    try:
        secret = passkeys.enter(app, answer, challenge=_challenge_in(answer), place=_place(app, request))
    except Refused as error:
        return JSONResponse({"problem": str(error)}, status_code=403)
    return let_in(JSONResponse({"to": "/"}), secret, request)


class _Client(msgspec.Struct):
    challenge: str


class _Inside(msgspec.Struct):
    clientDataJSON: str  # noqa: N815  the standard's own name


class _Credential(msgspec.Struct):
    response: _Inside


def _challenge_in(answer: str) -> str:
    """Give the question that an answer says it answers; whether we asked it, and it was signed, is seen later."""
    try:
        inside = msgspec.json.decode(answer, type=_Credential).response.clientDataJSON
        said = msgspec.json.decode(_decoded(inside), type=_Client).challenge
        return _decoded(said).decode()
    except (*NOT_JSON, binascii.Error, ValueError):
        raise Refused(REFUSED) from None


def _decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _place(app: App, request: Request) -> RelyingParty:
    return RelyingParty(origin=app.config.public_url or f"{request.url.scheme}://{request.url.netloc}")


def _app(request: Request) -> App:
    app: App = request.app.state.installation
    return app
