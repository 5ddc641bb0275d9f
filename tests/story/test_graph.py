"""The graph in a real browser: drawn, replayed, filtered, selected by mouse and by keyboard, and led on to a plan."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from cautery.app import App
from cautery.console.entry import COOKIE
from cautery.model.person import PersonId
from cautery.pipeline.entrance.sign_in import begin
from cautery.serve import bind, serving
from tests import chromium
from tests.chromium import Watched, shoot
from tests.grown import grow_large, version
from tests.pipeline.conftest import app
from tests.returned import came_back, found, removed
from tests.reviewing import open_cases
from tests.staffed import join

__all__ = ["app"]
PICTURE = "const picture = document.getElementById('grown').graphPicture();"
SPOT = f"""() => {{ {PICTURE} const at = picture.framedGraphToViewport(picture.getNodeDisplayData('5'));
  const box = document.getElementById('canvas').getBoundingClientRect(); return [box.x + at.x, box.y + at.y]; }}"""
TIES = f"() => {{ {PICTURE} return picture.getGraph().edges().filter(e => !picture.getEdgeDisplayData(e).hidden).length; }}"
PLACES = f"() => {{ {PICTURE} return picture.getGraph().mapNodes((name, node) => [node.x, node.y]); }}"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium.running() as opened:
        yield opened


@pytest.fixture
def where(app: App) -> Iterator[str]:
    listening = bind("127.0.0.1", 0)
    with serving(app, listening, host="127.0.0.1"):
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


@pytest.fixture
def looks() -> str:
    return "light"


@pytest.fixture
def seen(app: App, where: str, browser: Browser, looks: str) -> Iterator[Watched]:
    join(app, "ada", "senior")
    size = {"width": 390, "height": 844} if looks == "phone" else {"width": 1440, "height": 900}
    context = browser.new_context(viewport=size, color_scheme="dark" if looks == "dark" else "light")  # type: ignore[arg-type]
    context.add_cookies([{"name": COOKIE, "value": begin(app, PersonId("ada"), how="password"), "url": where}])
    yield Watched(context.new_page(), where)
    context.close()


def a_network_that_came_back(app: App) -> str:
    """A network of a dozen is found and grows, two are removed, one comes back."""
    case = open_cases(app, 1)[0]
    names = [f"lamplighter {n}" for n in range(12)]
    ties = [(one, other) for place, one in enumerate(names) for other in names[place + 1 : place + 4]]
    few = [pair for pair in ties if set(pair) <= set(names[:6])]
    found(app, version("n1", names[:6], few, 0, case), version("n1", names, ties, 1, case))
    for name in names[:2]:
        removed(app, name)
    came_back(app, "lamplighter again", of=names[0], day=3)
    return case


def opened(seen: Watched, where: str, path: str = "/graph?network=n1") -> Page:
    seen.page.goto(f"{where}{path}")
    expect(seen.page.locator("#grown[data-drawn]")).to_be_attached()
    expect(seen.page.locator("#accounts tr").first).to_be_visible()
    return seen.page


def set_time(page: Page, moment: int) -> None:
    page.locator("#when").evaluate(
        "(slider, to) => { slider.value = to; slider.dispatchEvent(new Event('input')); }", moment
    )


@pytest.mark.parametrize("looks", ["light", "dark", "phone"])
def test_it_replays_how_a_network_grew_was_cut_and_came_back(seen: Watched, where: str, app: App, looks: str) -> None:
    a_network_that_came_back(app)
    page = opened(seen, where)
    expect(page.locator("#state")).to_contain_text("11 active (1 returned), 2 removed")
    shown = page.evaluate("document.querySelectorAll('#canvas canvas').length")
    shoot(page, f"graph-{looks}")
    set_time(page, 0)
    expect(page.locator("#state")).to_contain_text("6 active (0 returned), 0 removed")
    expect(page.locator("#accounts tr")).to_have_count(6)
    page.get_by_role("button", name="Play").click()
    expect(page.locator("#state")).to_contain_text("(1 returned)", timeout=15_000)
    expect(page.get_by_role("button", name="Play")).to_be_visible()

    assert shown >= 5
    assert (seen.elsewhere, seen.complaints) == ([], [])
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert [
        one["id"] for one in Axe().run(page).response["violations"] if one["impact"] in ("serious", "critical")
    ] == []


def test_members_are_selected_by_keyboard_into_a_plan(seen: Watched, where: str, app: App) -> None:
    a_network_that_came_back(app)
    page = opened(seen, where)
    page.get_by_label("Filter accounts").fill("lamplighter 7")
    page.get_by_label("Select lamplighter 7").focus()
    page.keyboard.press("Space")
    expect(page.locator("#count")).to_have_text("1 selected")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Select lamplighter 7"
    page.get_by_role("button", name="Plan takedown of selection").press("Enter")
    expect(page.get_by_text("1 selected account")).to_be_visible()
    page.get_by_label("Reason (sent").fill("Spreads their lamps.")
    page.get_by_role("button", name="Preview takedown").click()

    expect(
        page.get_by_role("heading", name="1 account").or_(page.get_by_text("Suspend account · 1 account")).first
    ).to_be_visible()


def test_a_click_on_the_picture_selects_and_a_kind_of_tie_can_be_left_out(seen: Watched, where: str, app: App) -> None:
    a_network_that_came_back(app)
    page = opened(seen, where)
    spot = page.evaluate(SPOT)
    page.mouse.move(*spot)
    page.mouse.click(*spot)
    expect(page.locator("#count")).to_have_text("1 selected")
    before = page.evaluate(TIES)
    page.get_by_label("suspected same operator").uncheck()

    assert page.evaluate(TIES) == before - 1


def test_labels_do_not_lie_on_each_other_and_the_layout_stays(seen: Watched, where: str, app: App) -> None:
    grow_large(app, groups=3, size=60, ties=300)
    page = opened(seen, where, "/graph")
    first = page.evaluate(PLACES)
    set_time(page, 0)
    assert page.evaluate(PLACES) == first
    page.reload()
    expect(page.locator("#grown[data-drawn]")).to_be_attached()

    assert page.evaluate(PLACES) == first
    boxes = page.evaluate("document.getElementById('grown').graphLabels()")
    assert boxes
    assert [
        (a, b) for a, b in combinations(boxes, 2) if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ] == []
