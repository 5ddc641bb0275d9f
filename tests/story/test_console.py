"""The console in a real browser: first start to first decision, by keyboard, two people at once, hostile posts, everybody."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from cautery.app import App
from cautery.cases.review import DecisionInput
from cautery.console.entry import COOKIE
from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import Case, CaseId
from cautery.model.exhibit import Exhibit, Item, ProfileSnapshot
from cautery.model.person import PersonId, Role
from cautery.model.suspicion import Reason
from cautery.pipeline.cases.appeals import appeal
from cautery.pipeline.cases.case_file import look_at
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.cases.statements import appeal_link
from cautery.pipeline.detection.suspects import suspects
from cautery.pipeline.entrance.sign_in import begin
from cautery.pipeline.entrance.staff import setup_link
from cautery.serve import bind, serving
from cautery.store import cases, exhibits
from tests import chromium
from tests.chromium import Watched, shoot
from tests.outsiders import decided
from tests.pipeline.conftest import app, town
from tests.returned import came_back, found, removed
from tests.reviewing import open_cases
from tests.staffed import PASSWORD, join
from tests.store.network_facts import a_network

__all__ = ["app", "town"]
HOSTILE = (
    "<script>document.title='taken'</script><img src='http://127.0.0.1:1/pixel'><svg onload=alert(1)>"
    + " \u202e\u202d txt.exe "
    + "a"
    + "\u0315\u0489" * 400
    + " javascript:alert(1) "
    + "wide" * 4000
)
Open = Callable[..., Watched]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium.running() as opened:
        yield opened


@pytest.fixture
def where(app: App, request: pytest.FixtureRequest) -> Iterator[str]:
    """Serve the installation, and say where; the town's events come in before, for a service writes alone."""
    if "town" in request.fixturenames:
        request.getfixturevalue("town")
    listening = bind("127.0.0.1", 0)
    with serving(app, listening, host="127.0.0.1"):
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


@pytest.fixture
def open_as(app: App, where: str, browser: Browser) -> Iterator[Open]:
    """Give the way to open a browser of somebody who is signed in."""
    contexts = []

    def opened(name: str, *roles: Role, phone: bool = False, dark: bool = False, at: str = where) -> Watched:
        join(app, name, *roles)
        size = {"width": 390, "height": 844} if phone else {"width": 1280, "height": 860}
        context = browser.new_context(viewport=size, color_scheme="dark" if dark else "light")  # type: ignore[arg-type]
        context.set_default_timeout(30_000)
        context.add_cookies([{"name": COOKIE, "value": begin(app, PersonId(name), how="password"), "url": at}])
        contexts.append(context)
        return Watched(context.new_page(), where)

    yield opened
    for context in contexts:
        context.close()


def test_from_the_first_start_to_a_first_decision(browser: Browser, where: str, app: App) -> None:
    open_cases(app, 1)
    page = browser.new_page()
    page.goto(f"{where}/setup/{setup_link(app)}")
    page.get_by_label("User name").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Create account").click()
    page.get_by_role("button", name="Next case").click()
    page.get_by_label("Suspend account").check()
    page.get_by_label("Policy violated").first.select_option("promotes")
    page.get_by_label("Reason (sent").fill("Spreads their statements.")
    page.get_by_role("button", name="Submit decision").click()
    expect(page.get_by_text("Decision: Suspend account")).to_be_visible()

    assert [made.by for made in look_at(app, CaseId("c0")).decisions] == ["ada"]
    page.close()


def test_by_keyboard_alone(open_as: Open, where: str, app: App) -> None:
    open_cases(app, 1, 2)
    page = open_as("ada", "reviewer").page
    page.goto(f"{where}/queue")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/c0")
    for key in ("4", "r"):
        page.keyboard.press(key)
    page.keyboard.type("Mends lamps.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Decision: No violation")).to_be_visible()
    page.keyboard.press("n")
    page.wait_for_url("**/cases/c1")

    assert look_at(app, CaseId("c0")).decisions[0].reason == "Mends lamps."


def test_of_two_who_race_one_wins_and_the_other_is_told(open_as: Open, where: str, app: App) -> None:
    open_cases(app, 1)
    ada, cyd = open_as("ada", "reviewer").page, open_as("cyd", "reviewer").page
    for page in (ada, cyd):
        page.goto(f"{where}/cases/c0")
        page.get_by_label("No violation").check()
        page.get_by_label("Reason (sent").fill("Mends lamps.")
    for page in (ada, cyd):
        page.get_by_role("button", name="Submit decision").click()

    expect(cyd.get_by_role("alert")).to_contain_text("decided by ada")
    assert [made.by for made in look_at(app, CaseId("c0")).decisions] == ["ada"]


def test_open_pages_hear_of_what_others_do(open_as: Open, where: str, app: App) -> None:
    open_cases(app, 1, 2)
    ada, cyd = open_as("ada", "reviewer"), open_as("cyd", "reviewer")
    ada.page.goto(f"{where}/queue")
    cyd.page.goto(f"{where}/cases/c0")
    cyd.page.get_by_label("Reason (sent").fill("What I type stays.")
    decide_case(app.acting_as("eva"), CaseId("c0"), DecisionInput(measure="none", clause=None, reason="Mends lamps."))
    expect(ada.page.locator("a.open")).to_have_count(1)
    expect(cyd.page.get_by_text("Already decided by eva")).to_be_visible()

    assert cyd.page.get_by_label("Reason (sent").input_value() == "What I type stays."
    assert (ada.complaints, cyd.complaints) == ([], [])


def test_what_one_proposes_another_approves(open_as: Open, where: str, app: App) -> None:
    open_cases(app, 1)
    ada, cyd = open_as("ada", "reviewer").page, open_as("cyd", "senior").page
    ada.goto(f"{where}/cases/c0")
    ada.get_by_text("Keep up for law enforcement").click()
    ada.get_by_label("Requesting authority").fill("the port")
    ada.get_by_label("Legal basis").fill("warrant 7")
    ada.get_by_label("Until").fill(f"{app.clock.now() + timedelta(days=9):%Y-%m-%d}")
    ada.get_by_label("Reason", exact=True).fill("They watch the pier.")
    ada.get_by_role("button", name="Submit proposal").click()
    expect(ada.get_by_text("A second person must approve it.")).to_be_visible()
    cyd.goto(f"{where}/queue")
    cyd.get_by_role("link", name="Case c0").click()
    cyd.get_by_role("button", name="Approve proposal").click()

    expect(cyd.get_by_text("Decision: Keep up for law enforcement")).to_be_visible()


def test_an_appeal_is_heard_by_another(open_as: Open, where: str, app: App) -> None:
    made = appeal(app, appeal_link(app, decided(app).id), "It was a song.", contact="")
    ada, cyd = open_as("ada", "senior").page, open_as("cyd", "appeals").page
    ada.goto(f"{where}/appeals/{made.id}")
    expect(ada.get_by_text("another moderator must review")).to_be_visible()
    cyd.goto(f"{where}/appeals")
    cyd.locator("a.open").click()
    cyd.get_by_label("Uphold the appeal").check()
    cyd.get_by_label("Reason (sent").fill("A song it is.")
    cyd.get_by_role("button", name="Submit outcome").click()

    expect(cyd.get_by_role("heading", name="Appeal upheld")).to_be_visible()


def test_a_passkey_lets_its_owner_in_and_nobody_else(open_as: Open, where: str, app: App) -> None:
    """With Chromium's own virtual authenticator; passkeys belong to a name, so we are called by ours."""
    named = where.replace("127.0.0.1", "localhost")
    page = open_as("ada", "reviewer", at=named).page
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    made = {**options, "isUserVerified": True, "automaticPresenceSimulation": True}
    device.send("WebAuthn.addVirtualAuthenticator", {"options": made})
    page.goto(f"{named}/you")
    page.get_by_label("Passkey name").fill("laptop")
    page.get_by_role("button", name="Add passkey").click()
    expect(page.get_by_text("laptop")).to_be_visible()
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"{named}/queue")
    page.goto(f"{named}/you")
    expect(page.get_by_text("by passkey")).to_be_visible()
    page.locator("form[action='/you/passkeys/end'] button").click()
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_role("alert")).to_contain_text("not known here")


@pytest.mark.parametrize("phone", [False, True])
def test_a_hostile_post_is_shown_and_does_nothing(phone: bool, open_as: Open, where: str, app: App) -> None:
    """No script runs, nothing is asked for elsewhere, and the page is no wider than its window."""
    case = open_cases(app, 1)[0]
    with app.writing() as tx:
        item = Item(id="p1", at=tx.at, text=HOSTILE, lang="ar", links=("http://127.0.0.1:1/x",), media=("video",))
        face = ProfileSnapshot(handle=HOSTILE, display_name=HOSTILE, bio=HOSTILE)
        exhibits.append(tx, [Exhibit(case=case, face=face, items=(item,), at=tx.at)])
    seen = open_as("ada", "reviewer", phone=phone)
    seen.page.goto(f"{where}/cases/{case}")
    expect(seen.page.locator(".post .said")).to_contain_text("<script>")

    assert "taken" not in seen.page.title().split()
    assert (seen.elsewhere, seen.complaints) == ([], [])
    assert seen.page.locator(".post a, .post img, .post script, .post svg").count() == 0
    assert seen.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert serious(seen.page) == []
    shoot(seen.page, f"hostile{'-phone' if phone else ''}")


PAGES = (
    "queue",
    "cases",
    "account",
    "networks",
    "network",
    "around",
    "operators",
    "operator",
    "notices",
    "appeals",
    "appeal",
    "banks",
    "dashboard",
    "find",
    "docs",
    "quality",
    "again",
    "audit",
    "people",
    "health",
    "hooks",
    "you",
)


@pytest.mark.parametrize("looks", ["", "dark", "phone"])
def test_every_page_can_be_used_by_everybody_and_asks_for_nothing_elsewhere(
    looks: str, open_as: Open, where: str, app: App
) -> None:
    """axe finds nothing serious; what the pages look like is left in `build/screenshots`."""
    made = appeal(app, appeal_link(app, decided(app).id), "It was a song.", contact="")
    seen = open_as("boss", "senior", "appeals", "auditor", "admin", dark=looks == "dark", phone=looks == "phone")
    paths = {"cases": f"/cases/{made_case(app)}", "appeal": f"/appeals/{made.id}", **a_hand_in_a_network(app)}
    for name in PAGES:
        seen.page.goto(where + paths.get(name, f"/{name}"))
        assert serious(seen.page) == [], name
        assert seen.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name
        shoot(seen.page, f"{name}-{looks}" if looks else name)

    assert (seen.elsewhere, seen.complaints) == ([], [])


def test_the_pages_for_outsiders_can_be_used_by_everybody(browser: Browser, where: str, app: App) -> None:
    link = appeal_link(app, decided(app).id)
    page = browser.new_page(java_script_enabled=True)
    for name, path in (
        ("sign-in", "/sign-in"),
        ("notice", "/notice"),
        ("why", f"/why/{link}"),
        ("why-ar", f"/why/{link}?language=ar"),
    ):
        page.goto(where + path)
        assert serious(page) == [], name
        shoot(page, name)
    page.close()


def test_a_case_as_the_readme_shows_it(open_as: Open, where: str, town: App) -> None:
    found = suspects(town)
    seen = open_as("ada", "reviewer")
    seen.page.goto(f"{where}/queue")
    expect(seen.page.locator("a.open")).not_to_have_count(0)
    seen.page.locator("a.open").first.click()
    expect(seen.page.locator(".waterfall tbody tr")).not_to_have_count(0)

    assert found
    assert serious(seen.page) == []
    shoot(seen.page, "case")


def test_what_a_decision_would_do_is_shown_while_it_is_made(open_as: Open, where: str, app: App) -> None:
    open_cases(app, 1)
    page = open_as("ada", "reviewer").page
    page.goto(f"{where}/cases/c0")
    page.keyboard.press("1")
    expect(page.locator("#preview")).to_contain_text("Suspend account · 1 account")
    page.keyboard.press("c")
    page.keyboard.type("Prom")
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    page.keyboard.type("Spreads their lamps.")
    page.get_by_text("Letter to the account holder").click()

    expect(page.locator("#preview .letter")).to_contain_text("Spreads their lamps.")


def test_all_keys_are_told_when_asked(open_as: Open, where: str, app: App) -> None:
    page = open_as("ada", "reviewer").page
    page.goto(f"{where}/queue")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Next case")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Shortcuts").click()

    expect(page.get_by_role("dialog")).to_be_visible()


def test_one_walks_the_graph_by_keyboard(open_as: Open, where: str, app: App) -> None:
    paths = a_hand_in_a_network(app)
    page = open_as("ada", "reviewer").page
    page.goto(where + paths["around"])
    page.locator(".graph a").first.focus()
    page.keyboard.press("Tab")
    second = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("Enter")
    expect(page.locator(".graph a.centre")).to_have_attribute("aria-label", f"{second}, selected")

    assert page.evaluate("document.activeElement.classList.contains('centre')")
    assert "/around?" in page.url


def a_hand_in_a_network(app: App) -> dict[str, str]:
    """Let a removed hand come back twice, in a network; gives where the pages about it are."""
    removed(app, "ana")
    case = came_back(app, "ana of the pier", of="ana")
    came_back(app, "ana again", of="ana of the pier", day=1)
    friends = [f"lamplighter {n}" for n in range(9)]
    found(app, a_network("n1", "ana of the pier", *friends[1:], case=case))
    found(app, a_network("n1", "ana of the pier", *friends, case=case, day=1))
    who = "platform=harbour&id=ana+of+the+pier"
    return {"network": "/networks/n1", **{name: f"/{name}?{who}" for name in ("around", "operator", "account")}}


def made_case(app: App) -> CaseId:
    """Open a case that shows a post, beside those that are there."""
    with app.writing() as tx:
        about = Account(platform=Platform("harbour"), id=AccountId("later"))
        reason = Reason(channel="links", bits=3.0, says="posts the notebook", evidence=("p1",))
        against = Reason(channel="stance", bits=-1.0, says="writes as a reporter", evidence=("p2",))
        case = Case(
            id=CaseId("later"),
            about=about,
            origin="suspicion",
            chance=0.6,
            reasons=(reason, against),
            opened_at=tx.at,
            due=tx.at + timedelta(hours=3),
        )
        cases.append(tx, [case])
        items = tuple(Item(id=name, at=tx.at, text="قناديل الرصيف القديم", lang="ar") for name in ("p1", "p2"))
        exhibits.append(
            tx, [Exhibit(case=case.id, face=ProfileSnapshot(handle="later"), items=items, language="ar", at=tx.at)]
        )
    return case.id


def serious(page: Page) -> list[str]:
    """Name what axe finds that keeps people out."""
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found if one["impact"] in ("serious", "critical")
    ]
