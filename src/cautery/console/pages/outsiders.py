"""The few pages for people outside: filing a notice, what became of it, why we acted, and objecting. No login, no script."""

from datetime import timedelta
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from cautery.app import App
from cautery.cases.filing import NoticeForm
from cautery.console.entry import PageRoute, address_of
from cautery.console.outside_problems import says_outside
from cautery.console.render import outside_in
from cautery.errors import CauteryError
from cautery.gate.bodies import takes
from cautery.model.notice import FiledNotice
from cautery.pipeline.cases import appeals, notices, statements
from cautery.pipeline.entrance.allowance import is_crowded, take_back, use
from cautery.translations.languages import ChosenLanguage
from cautery.translations.negotiation import negotiate
from cautery.translations.speech import speaking

router = APIRouter(route_class=PageRoute)
MOST_NOTICES, MOST_TRIES, MOST_APPEALS = 20, 120, 10
"""From one household within the hour."""
MOST_OVERALL = 300
"""From everybody together within the hour; more are kept, and wait behind until a person opens a case for them."""
MOST_BYTES = 128 * 1024
"""Of a form of strangers: five thousand letters of any script, as browsers write them."""
WITHIN = timedelta(hours=1)
Language = Annotated[str, Query(max_length=20)]
Short = Annotated[str, Form(max_length=600)]
Text = Annotated[str, Form(max_length=12_000)]
EMPTY = NoticeForm(platform="", account="", place="", category="", text="", in_good_faith=False)


@router.get("/notice")
def show_form(request: Request, language: Language = "") -> Response:
    """Show the form for notices."""
    return _form(request, EMPTY, language=language)


@router.post("/notice")
@takes(MOST_BYTES)
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
    said = NoticeForm(
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
        filed = _filed(app, said, address_of(request))
    except CauteryError as error:
        return _form(request, said, language=language, problem=_problem(request, language, error))
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
@takes(MOST_BYTES)
def appeal(request: Request, link: str, text: Text = "", language: Language = "") -> Response:
    """Take an appeal in."""
    app = _app(request)
    statements.appealable_decision(app, link)
    try:
        use(app, "appeals", address=address_of(request), most=MOST_APPEALS, within=WITHIN)
        appeals.appeal(app, link, text, contact="")
    except CauteryError as error:
        problem = _problem(request, language, error)
        return _why(request, link, language=language, problem=problem, text=text)
    return RedirectResponse(f"/why/{link}?{urlencode({'sent': 1, 'language': language})}", status_code=303)


def _filed(app: App, said: NoticeForm, address: str) -> FiledNotice:
    """File a notice; a try that fails is counted apart, and uses up nothing of the household's hour."""
    use(app, "tries of notices", address=address, most=MOST_TRIES, within=WITHIN)
    used = use(app, "notices", address=address, most=MOST_NOTICES, within=WITHIN)
    try:
        crowded = is_crowded(app, "notices", most=MOST_OVERALL, within=WITHIN)
        return notices.file_public_notice(app, said, crowded=crowded)
    except CauteryError:
        take_back(app, used)
        raise


def _form(request: Request, said: NoticeForm, *, language: str, problem: str = "") -> Response:
    now, words = _app(request).clock.now(), _words(request, language)
    status, emergency = 422 if problem else 200, _app(request).config.service.emergency
    return outside_in(
        words, "notice_form.html", now=now, status=status, said=said, problem=problem, emergency=emergency
    )


def _problem(request: Request, language: str, error: CauteryError) -> str:
    with speaking(_words(request, language).language):
        return says_outside(error)


def _why(
    request: Request, link: str, *, language: str = "", sent: bool = False, problem: str = "", text: str = ""
) -> Response:
    app = _app(request)
    accepted = request.headers.get("accept-language", "")
    read = negotiate(language, accepted)
    theirs = read.language if (language or accepted) and not read.missed else None
    objection = statements.appealable_decision(app, link, language=theirs)
    theirs = theirs or objection.statement.instead_of or objection.statement.language
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


def _words(request: Request, language: str) -> ChosenLanguage:
    return negotiate(language, request.headers.get("accept-language", ""))


def _in(language: str) -> str:
    return f"?{urlencode({'language': language})}" if language else ""


def _app(request: Request) -> App:
    app: App = request.app.state.installation
    return app
