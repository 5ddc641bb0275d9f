"""Turns what a page has to say into HTML. Whatever is filled in is escaped; what came from a platform is made inert too."""

from collections.abc import Mapping
from datetime import datetime
from importlib.resources import files

from fastapi.responses import HTMLResponse
from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from cautery.cases.sparing import once
from cautery.cases.statements import END, ISOLATE
from cautery.console.clocks import left, span, urgency
from cautery.console.entry import Desk
from cautery.console.inert import inert
from cautery.console.spoken import STANDS_IN, Spoken, languages, spoken
from cautery.console.words import trace_of


def page(desk: Desk, template: str, *, status: int = 200, **said: object) -> HTMLResponse:
    """Give a page to somebody at their desk."""
    return _answer(template, {"desk": desk, "now": desk.app.clock.now(), **said}, status)


def outside(template: str, *, now: datetime, status: int = 200, **said: object) -> HTMLResponse:
    """Give a page to somebody outside, in English."""
    return outside_in(spoken(STANDS_IN, ""), template, now=now, status=status, **said)


def outside_in(words: Spoken, template: str, *, now: datetime, status: int = 200, **said: object) -> HTMLResponse:
    """Give a page to somebody outside, in the words that were chosen for them."""
    return _answer(template, {"desk": None, "now": now, "spoken": words, "languages": languages(), **said}, status)


def _answer(template: str, said: Mapping[str, object], status: int) -> HTMLResponse:
    return HTMLResponse(_pages.get_template(template).render(said), status_code=status)


def letter_line(text: str) -> Markup:
    """Show a letter's line; the values that are set apart in it stay so."""
    begin, *values = text.split(ISOLATE)
    parts = [Markup.escape(inert(begin))]
    for value in values:
        inside, _, behind = value.partition(END)
        parts.append(Markup("<bdi>{}</bdi>{}").format(inert(inside), inert(behind)))
    return Markup("").join(parts)


def _environment() -> Environment:
    shelf = files("cautery.console").joinpath("templates")
    texts = {file.name: file.read_text(encoding="utf-8") for file in shelf.iterdir() if file.name.endswith(".html")}
    pages = Environment(
        loader=DictLoader(texts), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    pages.filters |= {
        "inert": inert,
        "left": left,
        "span": span,
        "urgency": urgency,
        "day": _day,
        "percent": _percent,
        "placeof": _place_of,
        "letter": letter_line,
        "trace": trace_of,
        "once": once,
    }
    return pages


def _day(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M}" if at else ""


def _place_of(names: list[str], name: str) -> int:
    return names.index(name) + 1


def _percent(chance: float | None) -> str:
    if chance is None:
        return ""
    return f"{chance:.1%}" if 0.01 <= chance <= 0.99 else f"{chance:.2%}"


_pages = _environment()
