"""Values and files are put in, looked up, called harmless and taken back by the page, and a match says why."""

import re
from html import unescape

from PIL import Image, ImageOps

from cautery.app import App
from cautery.pipeline.banks.entries import page_of
from cautery.pipeline.banks.values import bank_value
from cautery.pipeline.cases.exposure import my_exposure
from tests.console.conftest import Browser, Enter
from tests.material import landscape, saved

NAME = {"bank": "names", "type": "term", "value": "lantern guard", "why": "seen"}


def send(browser: Browser, path: str, data: bytes, **said: str) -> str:
    """Send a form with a file and give the page."""
    form = {"form_token": browser.token(), **said}
    return browser.post(path, data=form, files={"file": ("a.png", data)}, follow_redirects=True).text


def test_a_value_is_there_until_it_is_taken_back(enter: Enter, app: App) -> None:
    ada = enter("senior")
    ada.submit("/banks/add", **NAME)
    assert "lantern guard" in ada.get("/banks").text
    assert "names" in ada.submit("/banks/check", text="The Lantern Guard!").text
    assert "No match in any hash bank" in ada.submit("/banks/check", text="fresh bread").text
    [one] = page_of(app).entries
    ada.submit(f"/banks/values/{one.number}/retract", why="a restaurant")

    assert "No entries" in ada.get("/banks").text
    page = ada.get(f"/banks/values/{one.number}").text
    assert "expired" in page
    assert "a restaurant" in page


def test_what_cannot_be_banked_is_told(enter: Enter) -> None:
    answer = enter("senior").submit("/banks/add", bank="names", type="smell", value="x", why="y")

    assert answer.status_code == 422
    assert "smell" in answer.text


def test_a_picture_is_banked_and_met_again_in_a_mirror_and_the_page_says_why(enter: Enter, app: App) -> None:
    ada = enter("senior")
    assert "image views" in send(ada, "/banks/add", saved(landscape(1)), bank="house", why="their sign")
    page = send(ada, "/banks/check", saved(ImageOps.mirror(landscape(1))))

    assert "Why it matched" in page
    assert "Laid over the known picture, mirrored, " in page
    assert page.count("<svg") == 4
    assert "It is not stored" in page


def test_outlines_are_shown_to_whoever_asks_and_it_counts(enter: Enter, app: App) -> None:
    ada = enter("senior")
    send(ada, "/banks/add", saved(landscape(1)), bank="house", why="their sign")
    page = unescape(send(ada, "/banks/check", saved(landscape(1))))
    values = {name: re.search(f'name="{name}" value="([^"]+)"', page)[1] for name in ("known", "seen")}  # type: ignore[index]
    before = my_exposure(app.acting_as("ada")).last_hour
    shown = ada.submit("/banks/outlines", **values).text

    assert shown.count("<svg") == 2
    assert my_exposure(app.acting_as("ada")).last_hour == before + 1
    assert ada.submit("/banks/outlines", known="a~b", seen="a~b").status_code == 422


def test_who_holds_that_a_value_is_harmless_makes_it_disputed(enter: Enter, app: App) -> None:
    enter("senior").submit("/banks/add", **NAME)
    [one] = page_of(app).entries
    cyd = enter("senior", name="cyd")
    cyd.submit(f"/banks/values/{one.number}/harmless", why="a football club")

    assert "disputed: not enforced" in cyd.get(f"/banks/values/{one.number}").text
    assert "Disputed match" in cyd.submit("/banks/check", text="lantern guard").text


def test_a_value_of_another_crime_is_on_no_page(enter: Enter, app: App) -> None:
    bank_value(app, {"type": "image_pdq", "value": "f0" * 32, "labels": "csam", "why": ""}, bank="house")
    ada = enter("senior")
    [one] = page_of(app).entries

    for path in ("/banks", f"/banks/values/{one.number}"):
        assert "withheld" in ada.get(path).text
        assert "f0f0" not in ada.get(path).text


def test_a_file_that_is_none_is_told_and_the_page_stands(enter: Enter) -> None:
    ada = enter("senior")

    assert "zip archive" in send(ada, "/banks/add", b"PK\x03\x04", bank="house", why="x")
    assert "zip archive" in send(ada, "/banks/check", b"PK\x03\x04")
    assert "too little" in send(ada, "/banks/check", saved(Image.new("RGB", (100, 100))))
