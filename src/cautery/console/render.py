"""Turns what a page has to say into HTML. Whatever is filled in is escaped; what came from a platform is sanitized too."""

from collections.abc import Mapping
from contextvars import ContextVar
from datetime import UTC, datetime, tzinfo
from importlib.resources import files

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from cautery.cases.sparing import once
from cautery.cases.statements import BODIES, END, ISOLATE
from cautery.console import labels
from cautery.console.clocks import left, span, urgency
from cautery.console.entry import Desk
from cautery.console.glance import glance
from cautery.console.sanitize import sanitize
from cautery.kit.percent import percent, share
from cautery.translations import speech
from cautery.translations.dates import moment_in
from cautery.translations.languages import CONSOLE, LANGUAGES, SOURCE, ChosenLanguage, choose, direction


def page(desk: Desk, template: str, *, status: int = 200, **said: object) -> HTMLResponse:
    """Give a page to somebody at their desk, in a language that the console is complete in."""
    language = console_language(desk.request)
    _zone.set(desk.zone)
    try:
        filled = {"desk": desk, "now": desk.app.clock.now(), "zone": desk.zone, **said}
        return _answer(template, filled, status, language)
    finally:
        _zone.set(UTC)


def outside(
    template: str, *, now: datetime, status: int = 200, request: Request | None = None, **said: object
) -> HTMLResponse:
    """Give a page of the console to somebody who is not signed in."""
    language = console_language(request) if request is not None else SOURCE
    return outside_in(ChosenLanguage(language=language, missed=False), template, now=now, status=status, **said)


def outside_in(
    chosen: ChosenLanguage, template: str, *, now: datetime, status: int = 200, **said: object
) -> HTMLResponse:
    """Give a page to somebody outside, in the language that was chosen for them."""
    filled = {"desk": None, "now": now, "missed": chosen.missed, "languages": LANGUAGES, "bodies": BODIES, **said}
    return _answer(template, filled, status, chosen.language)


def console_language(request: Request) -> str:
    """Choose the language of the console for a browser."""
    return choose("", request.headers.get("accept-language", ""), among=CONSOLE).language


def _answer(template: str, said: Mapping[str, object], status: int, language: str) -> HTMLResponse:
    with speech.speaking(language):
        text = _pages.get_template(template).render({"language": language, "direction": direction(language), **said})
    return HTMLResponse(text, status_code=status)


def letter_line(text: str) -> Markup:
    """Show a letter's line; the values that are set apart in it stay so."""
    begin, *values = text.split(ISOLATE)
    parts = [Markup.escape(sanitize(begin))]
    for value in values:
        inside, _, behind = value.partition(END)
        parts.append(Markup("<bdi>{}</bdi>{}").format(sanitize(inside), sanitize(behind)))
    return Markup("").join(parts)


def _environment() -> Environment:
    shelf = files("cautery.console").joinpath("templates")
    texts = {file.name: file.read_text(encoding="utf-8") for file in shelf.iterdir() if file.name.endswith(".html")}
    pages = Environment(
        loader=DictLoader(texts),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    pages.policies["ext.i18n.trimmed"] = True
    pages.install_gettext_callables(  # type: ignore[attr-defined]
        speech.gettext, speech.ngettext, newstyle=True, pgettext=speech.pgettext, npgettext=speech.npgettext
    )
    pages.filters |= {
        "sanitize": sanitize,
        "left": left,
        "span": span,
        "urgency": urgency,
        "day": _day,
        "utc": _utc,
        "moment": _moment,
        "apart": _apart,
        "percent": percent,
        "share": share,
        "placeof": _place_of,
        "glance": glance,
        "letter": letter_line,
        "once": once,
        "number": "{:,}".format,
        "agreement": labels.agreement_label,
        "explanation": labels.explanation_label,
        "explanation_hint": labels.explanation_hint,
        "measure": labels.measure_label,
        "status": labels.status_label,
        "origin": labels.origin_label,
        "action": labels.action_label,
        "plan": labels.plan_label,
        "step": labels.step_label,
        "protected": labels.protected_label,
        "member": labels.member_label,
        "reporter": labels.reporter_label,
        "purpose": labels.purpose_label,
        "media": labels.media_label,
        "tie": labels.tie_label,
        "column": labels.column_label,
        "order_step": labels.order_step_label,
        "handling": labels.handling_label,
    }
    return pages


def _day(at: datetime | None) -> str:
    """Give a time in the zone of whoever reads; UTC for people outside."""
    return f"{at.astimezone(_zone.get()):%Y-%m-%d %H:%M}" if at else ""


def _utc(at: datetime | None) -> str:
    """Give a time in UTC, where the words beside it say so."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M}" if at else ""


def _moment(at: datetime) -> str:
    """Give a time in the language of the page, set apart from the sentence around it."""
    return _apart(moment_in(speech.spoken(), at))


def _apart(value: str) -> str:
    return f"{ISOLATE}{value}{END}"


def _place_of(names: list[str], name: str) -> int:
    return names.index(name) + 1


_zone: ContextVar[tzinfo] = ContextVar("zone", default=UTC)
"""The zone of whoever reads the page that is being made."""
_pages = _environment()
