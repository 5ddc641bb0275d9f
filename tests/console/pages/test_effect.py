"""The page that says whether it worked: each number leads to its method and its rows."""

import re
from datetime import UTC, datetime

from cautery.app import App
from cautery.model.intake import Gap
from cautery.pipeline.ingestion.sources import SourceTurn, note
from cautery.simulator.society.setting import SocietySize
from cautery.trials.side_by_side import play_two
from tests.console.conftest import Enter


def test_before_anything_was_measured_one_can_measure(enter: Enter, town: App) -> None:
    ada = enter("senior")
    assert "Nothing has been measured yet" in ada.get("/effect").text

    answer = ada.submit("/effect/measure")

    assert answer.status_code == 303
    assert "12 accounts suspended" in ada.get(answer.headers["location"]).text


def test_every_link_of_a_figure_leads_to_its_method(enter: Enter, town: App) -> None:
    ada = enter("senior")
    ada.submit("/effect/measure")
    links = re.findall(r'href="(/effect/[^"]+)"', ada.get("/effect").text)

    assert len(links) > 20
    for link in links:
        assert "<dt>Method</dt>" in ada.get(link).text


def test_rows_lead_to_the_accounts(enter: Enter, town: App) -> None:
    ada = enter("senior")
    ada.submit("/effect/measure")

    page = ada.get("/effect/survival/gone_48h_from_creation").text

    assert '12 rows · <span lang="en">accounts</span>' in page
    assert "/account?platform=harbour&amp;id=guard%201" in page


def test_pictures_are_images_of_ours(enter: Enter, town: App) -> None:
    ada = enter("senior")
    ada.submit("/effect/measure")
    pictures = re.findall(r'src="(/effect/pictures/[^"]+)"', ada.get("/effect").text)

    assert "/effect/pictures/survival.svg" in pictures
    for path in pictures:
        assert ada.get(path).headers["content-type"] == "image/svg+xml"


def test_a_takedown_that_nobody_knows_is_told(enter: Enter, town: App) -> None:
    answer = enter("senior").submit("/effect/measure", takedown="net-none")

    assert answer.status_code == 422
    assert "no takedown" in answer.text


def test_policies_stand_side_by_side_with_how_they_were_played(enter: Enter, town: App) -> None:
    ada = enter("senior")
    assert "Simulated review policies" not in ada.get("/effect").text
    played = play_two(town, seeds=(1,), size=SocietySize(operators=30, bystanders=600, days=15))
    page = ada.get("/effect").text

    assert [f'<th scope="row">{one.policy}</th>' in page for one in played.results] == [True, True]
    for said in ("1 societies", "30 operators", "200 reviews a day", "not to forecast"):
        assert said in page
    assert ada.get("/effect/what-if.svg").headers["content-type"] == "image/svg+xml"
    assert "Simulated review policies" not in ada.get("/effect?takedown=net-none").text


def test_the_house_menu_says_that_one_is_here(enter: Enter, town: App) -> None:
    """Also on the pages of its figures."""
    ada = enter("senior")
    ada.submit("/effect/measure")
    for path in ("/effect", "/effect/survival/gone_48h_from_creation"):
        page = ada.get(path).text
        assert '<details class="more current">' in page
        assert '<a href="/effect" aria-current="page">' in page
    assert '<details class="more">' in ada.get("/queue").text


def test_times_of_which_a_platform_has_nothing_are_shown(enter: Enter, town: App) -> None:
    """A server that forgot a day is no day without posts."""
    gap = Gap(since=datetime(2020, 1, 1, 8, tzinfo=UTC), until=None, reason="it was asked too late <b>")
    note(town, "harbour", SourceTurn(gaps=[gap]))
    ada = enter("senior")
    ada.submit("/effect/measure")
    page = ada.get("/effect").text

    assert "Missing data" in page
    assert "it was asked too late &lt;b&gt;" in page
