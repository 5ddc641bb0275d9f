"""In the pseudo-locale, every page shows text outside of the catalogue, and boxes that clip what is a third longer."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from cautery.app import App
from cautery.console.entry import COOKIE
from cautery.model.person import PersonId
from cautery.pipeline.cases.appeals import appeal
from cautery.pipeline.cases.statements import appeal_link
from cautery.pipeline.entrance.sign_in import begin
from cautery.serve import bind, serving
from cautery.translations.languages import PSEUDO
from tests import chromium
from tests.outsiders import decided
from tests.pipeline.conftest import app, town
from tests.reviewing import open_cases
from tests.staffed import join
from tests.story.test_console import PAGES, a_hand_in_a_network, made_case

__all__ = ["app", "town"]
ROLES = ("senior", "appeals", "auditor", "admin")
OUTSIDE = """() => {
  // What platforms, people and detection wrote stands in one of these; everything else comes from the catalogue.
  const written = "bdi, code, kbd, time, svg a, script, style, [dir=auto], [lang=en], [translate=no], .languages";
  const found = [];
  let depth = 0, plain = "";
  const tell = (text, where) => { if (/[A-Za-z]{3,}/.test(text)) { found.push(where + ": " + text.trim()); } };
  const outside = (text) => {
    let kept = "";
    for (const letter of text) {
      if (letter === "⟦") { depth += 1; } else if (letter === "⟧") { depth -= 1; } else if (depth === 0) { kept += letter; }
    }
    return kept;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    const kept = outside(walker.currentNode.data);
    if (!parent.closest(written)) { tell(kept, parent.tagName.toLowerCase()); }
  }
  for (const element of document.body.querySelectorAll("[placeholder], [aria-label], [title], [alt]")) {
    if (element.closest(written) || element.querySelector(":scope > h2 > bdi, :scope > h2 > code")) { continue; }
    for (const name of ["placeholder", "aria-label", "title", "alt"]) {
      const value = element.getAttribute(name) || "";
      if (!value.startsWith("https:")) { depth = 0; tell(outside(value), name); }
    }
  }
  return found;
}"""
# A line of the queue is cut at its cell on purpose; the case shows all of it.
CLIPPED = """() => [...document.querySelectorAll("button, a, label, legend, summary, th, td, h1, h2, .tag, .hint, p")]
  .filter((one) => one.getClientRects().length && !one.closest(".unseen, .skip, dialog, svg, .queue td"))
  .filter((one) => !one.closest("thead") || getComputedStyle(one.closest("thead")).position !== "absolute")
  .filter((one) => {
    const cut = getComputedStyle(one).overflowX !== "visible" || one.tagName === "BUTTON";
    return cut ? one.scrollWidth > one.clientWidth + 1 : one.getBoundingClientRect().right > innerWidth + 1;
  })
  .map((one) => one.tagName + ": " + one.textContent.trim().slice(0, 80))"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium.running() as opened:
        yield opened


@pytest.fixture
def where(app: App) -> Iterator[str]:
    listening = bind("127.0.0.1", 0)
    with serving(app, listening, host="127.0.0.1"):
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


def opened(browser: Browser, app: App, where: str, *, width: int) -> Page:
    join(app, "boss", *ROLES)
    context = browser.new_context(viewport={"width": width, "height": 860}, locale=PSEUDO)
    context.add_cookies([{"name": COOKIE, "value": begin(app, PersonId("boss"), how="password"), "url": where}])
    return context.new_page()


@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_is_in_the_catalogue_and_clips_nothing(browser: Browser, app: App, where: str, width: int) -> None:
    made = appeal(app, appeal_link(app, decided(app).id), "It was a song.", contact="")
    page = opened(browser, app, where, width=width)
    paths = {"cases": f"/cases/{made_case(app)}", "appeal": f"/appeals/{made.id}", **a_hand_in_a_network(app)}
    wrong: list[str] = []
    for name in (*PAGES, "plans", "plans/new", "effect", "find", "sign-in"):
        page.goto(where + paths.get(name, f"/{name}"))
        page.evaluate("document.querySelectorAll('details:not(.more)').forEach((one) => { one.open = true; })")
        assert page.get_attribute("html", "lang") == PSEUDO
        wrong += [f"{name}: {found}" for found in (*page.evaluate(OUTSIDE), *page.evaluate(CLIPPED))]
        chromium.shoot(page, f"{name.replace('/', '-')}-pseudo-{width}")

    assert wrong == []


def test_the_check_finds_text_outside_of_the_catalogue_and_boxes_that_clip(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<p>⟦Šáṽé <b>ñóťé</b>⟧ plain</p><button style='width: 9px; overflow: hidden'>⟦Šáṽé ñóťé⟧</button>")

    assert page.evaluate(OUTSIDE) == ["p: plain"]
    assert len(page.evaluate(CLIPPED)) == 1


def test_a_case_that_is_open_is_in_the_catalogue(browser: Browser, app: App, where: str) -> None:
    open_cases(app, 1)
    page = opened(browser, app, where, width=1280)
    page.goto(f"{where}/cases/c0")

    assert page.evaluate(OUTSIDE) == []
