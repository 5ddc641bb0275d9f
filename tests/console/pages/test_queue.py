"""The queue shows what waits, and hands out the next case."""

from datetime import timedelta

from cautery.app import App
from cautery.model.case import CaseId
from cautery.pipeline.cases.leases import take
from cautery.store import leases, waiting
from tests.console.conftest import Enter
from tests.reviewing import open_cases
from tests.staffed import join


def test_what_waits_is_listed_with_what_is_late(enter: Enter, app: App) -> None:
    open_cases(app, -1, 0.5, 20)
    page = enter("reviewer").get("/queue").text

    assert page.index("person 0") < page.index("person 1") < page.index("person 2")
    assert "1 h 0 min overdue" in page
    assert "in 30 min" in page


def test_the_address_says_what_was_asked_for(enter: Enter, app: App) -> None:
    cases = open_cases(app, 1, 2)
    take(join(app, "cyd", "reviewer"), cases[0])
    ada = enter("reviewer")
    ada.submit("/next")

    assert "person 0" not in ada.get("/queue?mine=true").text
    assert "person 1" in ada.get("/queue?mine=true").text
    assert "No open case matches" in ada.get("/queue?origin=suspicion").text


def test_pages_lead_to_one_another(enter: Enter, app: App) -> None:
    open_cases(app, *range(1, 66))
    ada = enter("reviewer")
    first = ada.get("/queue").text
    following = first.split('href="/queue?by=')[1].split('"')[0].replace("&amp;", "&")

    assert "person 64" not in first
    assert "person 64" in ada.get(f"/queue?by={following}").text


def test_whoever_reads_arabic_is_handed_what_is_in_arabic_first(enter: Enter, app: App) -> None:
    cases = open_cases(app, 1, 2)
    with app.noting() as connection:
        waiting.describe_case(connection, cases[1], language="ar", handle="lamps_of_the_pier")
    zoe = enter("reviewer", languages=("ar",))

    assert "lamps_of_the_pier" in zoe.get("/queue").text
    assert zoe.submit("/next").headers["location"] == "/cases/c1"


def test_when_nothing_is_free_one_stays_at_the_queue(enter: Enter) -> None:
    ada = enter("reviewer")

    assert ada.submit("/next").headers["location"] == "/queue"
    assert ada.get("/first", follow_redirects=False).headers["location"] == "/queue"


def test_everybody_begins_where_their_work_is(enter: Enter) -> None:
    assert enter("reviewer").get("/", follow_redirects=False).headers["location"] == "/queue"
    assert enter("admin", name="boss").get("/", follow_redirects=False).headers["location"] == "/you"


def test_a_view_is_kept_by_name_and_shows_what_was_asked_for(enter: Enter) -> None:
    ada = enter("reviewer")
    assert "Save view" not in ada.get("/queue").text
    assert "Save view" in ada.get("/queue?language=ar").text
    answer = ada.submit("/queue/views", name="Arabic <b>", query="language=ar&rows=true&evil=//x")
    assert answer.headers["location"] == "/queue?language=ar"
    page = ada.get("/queue").text
    assert '<a class="tag" href="/queue?language=ar" dir="auto">Arabic &lt;b&gt;</a>' in page
    assert "Arabic" not in enter("reviewer", name="cyd").get("/queue").text
    ada.submit("/queue/views/forget", name="Arabic <b>")

    assert "Arabic" not in ada.get("/queue").text


def test_a_link_to_a_first_case_takes_nothing(enter: Enter, app: App) -> None:
    """Anybody's page can have a browser follow a link; only a form with its token takes a case."""
    open_cases(app, 1)

    assert enter("reviewer").get("/first", follow_redirects=False).headers["location"] == "/cases/c0?guide=1"
    with app.reading() as connection:
        assert leases.held_by(connection, CaseId("c0"), at=app.wall.now()) is None


def test_who_may_not_take_cases_holds_none_by_the_way_to_a_first_one(enter: Enter, app: App) -> None:
    open_cases(app, 1)

    assert enter("auditor").get("/first", follow_redirects=False).status_code == 403
    with app.reading() as connection:
        assert leases.held_by(connection, CaseId("c0"), at=app.wall.now()) is None


def test_the_reader_chooses_columns_and_they_stay_chosen(enter: Enter, app: App) -> None:
    open_cases(app, 1)
    ada = enter("reviewer")

    assert "Account created" not in ada.get("/queue").text.split("<tbody")[0].split("<thead")[1]
    ada.get("/queue?columns=account&columns=created&columns=nonsense")
    shown = ada.get("/queue").text.split("<thead")[1].split("</thead")[0]
    assert ("Account created" in shown, "Likelihood" in shown) == (True, False)


def test_the_queue_is_sorted_by_what_the_reader_chose_and_pages_go_on_in_it(enter: Enter, app: App) -> None:
    open_cases(app, *range(1, 66))
    with app.noting() as connection:
        for number in range(65):
            waiting.describe_case(connection, CaseId(f"c{number}"), language="ar", followers=number)
    ada = enter("reviewer")
    first = ada.get("/queue?sort=followers").text
    following = first.split('hx-get="/queue?rows=more&amp;')[1].split('"')[0].replace("&amp;", "&")
    more = ada.get(f"/queue?rows=more&{following}").text

    assert first.index("person 64") < first.index("person 63")
    assert ("person 4<" in first, "person 4<" in more) == (False, True)
    assert "<html" not in more


def test_a_shared_view_stands_on_everybodys_queue(enter: Enter, app: App) -> None:
    enter("reviewer").submit("/queue/views", name="Arabic", query="language=ar&sort=due", shared="true")
    page = enter("reviewer", name="cyd").get("/queue").text

    assert 'href="/queue?language=ar&amp;sort=due" title="Shared by ada"' in page
    assert "Delete view" not in page


def test_next_stays_in_the_part_of_the_queue_that_is_shown(enter: Enter, app: App) -> None:
    cases = open_cases(app, 1, 2)
    with app.noting() as connection:
        waiting.describe_case(connection, cases[1], language="ar")

    assert enter("reviewer").submit("/next", language="ar").headers["location"] == "/cases/c1"


def test_times_are_in_the_zone_that_the_browser_told(enter: Enter, app: App) -> None:
    open_cases(app, 1)
    ada = enter("reviewer")
    opened = app.clock.now() - timedelta(hours=1)
    ada.cookies.set("cautery_zone", "Asia%2FTokyo")
    page = ada.get("/queue?columns=account&columns=opened").text

    assert f"{opened + timedelta(hours=9):%Y-%m-%d %H:%M}" in page
    assert "Wake at (Asia/Tokyo)" in page
    assert f"{opened:%Y-%m-%d %H:%M}" in enter("reviewer", name="cyd").get("/queue?columns=account&columns=opened").text
