"""The few pages for people outside: filing a notice, what became of it, why we acted, and objecting. No login, no script."""

from datetime import timedelta
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from cautery.app import App
from cautery.cases.filing import Said
from cautery.console.render import outside_in
from cautery.errors import CauteryError
from cautery.pipeline.cases import appeals, notices, statements
from cautery.pipeline.entrance.sign_in import refuse_too_many
from cautery.translations.languages import Chosen, choose

router = APIRouter()
MOST_NOTICES, MOST_APPEALS = 20, 10
WITHIN = timedelta(hours=1)
Language = Annotated[str, Query(max_length=20)]
Short = Annotated[str, Form(max_length=600)]
Text = Annotated[str, Form(max_length=12_000)]
EMPTY = Said(platform="", account="", place="", category="", text="", in_good_faith=False)


@router.get("/notice")
def show_form(request: Request, language: Language = "") -> Response:
    """Show the form for notices."""
    return _form(request, EMPTY, language=language)


@router.post("/notice")
def file_notice(
    request: Request,
    account: Short = "",
    platform: Short = "",
    post: Short = "",
    place: Text = "",
    text: Text = "",
    name: Short = "",
    email: Short = "",
    good_faith: Short = "",
    language: Language = "",
) -> Response:
    """Take a notice in, and give its receipt."""
    said = Said(
        platform=platform,
        account=account,
        post=post,
        place=place[:4000],
        category="terrorism",
        text=text,
        name=name,
        email=email,
        in_good_faith=bool(good_faith),
    )
    app = _app(request).acting_as("somebody outside")
    try:
        refuse_too_many(app, "notice", address=_address(request), most=MOST_NOTICES, within=WITHIN)
        filed = notices.file_notice(app, said, kind="user")
    except CauteryError as error:
        return _form(request, said, language=language, problem=str(error))
    return RedirectResponse(f"/notice/{notices.receipt_link(app, filed)}{_in(language)}", status_code=303)


@router.get("/notice/{receipt}")
def show_answer(request: Request, receipt: str, language: Language = "") -> Response:
    """Show somebody what became of their notice."""
    app = _app(request)
    answer, words = notices.answer_to(app, receipt), _words(request, language)
    return outside_in(words, "receipt.html", now=app.clock.now(), answer=answer, receipt=receipt)


@router.get("/why/{link}")
def show_why(request: Request, link: str, language: Language = "", sent: bool = False) -> Response:
    """Show an account holder why we acted, and let them object."""
    return _why(request, link, language=language, sent=sent)


@router.post("/why/{link}")
def appeal(request: Request, link: str, text: Text = "", contact: Short = "", language: Language = "") -> Response:
    """Take an appeal in."""
    app = _app(request)
    statements.objection(app, link)
    try:
        refuse_too_many(app, "appeal", address=_address(request), most=MOST_APPEALS, within=WITHIN)
        appeals.appeal(app, link, text, contact=contact)
    except CauteryError as error:
        return _why(request, link, language=language, problem=str(error), text=text)
    return RedirectResponse(f"/why/{link}?{urlencode({'sent': 1, 'language': language})}", status_code=303)


def _form(request: Request, said: Said, *, language: str, problem: str = "") -> Response:
    now, words = _app(request).clock.now(), _words(request, language)
    status = 422 if problem else 200
    return outside_in(words, "notice_form.html", now=now, status=status, said=said, problem=problem)


def _why(
    request: Request, link: str, *, language: str = "", sent: bool = False, problem: str = "", text: str = ""
) -> Response:
    app = _app(request)
    objection = statements.objection(app, link, language=language or None)
    theirs = language or objection.statement.instead_of or objection.statement.language
    return outside_in(
        _words(request, theirs),
        "why.html",
        now=app.clock.now(),
        status=422 if problem else 200,
        objection=objection,
        link=link,
        sent=sent,
        problem=problem,
        text=text,
    )


def _words(request: Request, language: str) -> Chosen:
    return choose(language, request.headers.get("accept-language", ""))


def _in(language: str) -> str:
    return f"?{urlencode({'language': language})}" if language else ""


def _address(request: Request) -> str:
    return request.client.host if request.client else "nowhere"


def _app(request: Request) -> App:
    app: App = request.app.state.installation
    return app
