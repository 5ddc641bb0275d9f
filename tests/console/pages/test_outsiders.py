"""People outside file notices and object, without a login or a script, and see what became of it."""

import re

from cautery.app import App
from cautery.console.pages import outsiders
from cautery.pipeline.cases.appeals import pending_appeals, review_appeal
from cautery.pipeline.cases.notices import latest_notices
from cautery.pipeline.cases.statements import appeal_link
from tests.console.conftest import Browser
from tests.outsiders import decided
from tests.staffed import join

NOTICE = {
    "place": "https://harbour.example/p1",
    "account": "ana",
    "platform": "harbour",
    "text": "praises the Guard",
    "good_faith": "yes",
}


def test_a_notice_gets_a_receipt_that_says_what_becomes_of_it(stranger: Browser, app: App) -> None:
    answer = stranger.post("/notice", data=NOTICE, follow_redirects=False)
    assert answer.status_code == 303
    page = stranger.get(answer.headers["location"]).text

    assert "Not decided yet" in page
    assert "praises the Guard" in page
    assert latest_notices(app, most=1)[0][0].kind == "user"


def test_what_is_missing_is_told_and_nothing_typed_is_lost(stranger: Browser) -> None:
    answer = stranger.post("/notice", data=NOTICE | {"good_faith": ""})

    assert answer.status_code == 422
    assert "Please confirm that your information" in answer.text
    assert "praises the Guard" in answer.text


def test_a_flood_from_one_address_is_stopped(stranger: Browser) -> None:
    answers = [stranger.post("/notice", data=NOTICE | {"text": str(n)}) for n in range(outsiders.MOST_NOTICES + 1)]

    assert "Try again in an hour" in answers[-1].text


def test_an_account_holder_reads_why_objects_and_gets_an_answer(stranger: Browser, app: App) -> None:
    link = appeal_link(app, decided(app).id)
    assert "spreads their lamps" in stranger.get(f"/why/{link}").text
    assert 'dir="rtl"' in stranger.get(f"/why/{link}?language=ar").text
    assert "own words" in stranger.post(f"/why/{link}", data={"text": " "}).text
    assert (
        "Someone who did not take the decision will answer"
        in stranger.post(f"/why/{link}", data={"text": "it was a song"}).text
    )
    made = pending_appeals(app)[0].appeal
    review_appeal(join(app, "cyd", "appeals"), made.id, outcome="overturned", reason="a song it is")

    page = stranger.get(f"/why/{link}").text
    assert "The measure is being reversed" in page
    assert "cyd" not in page
    assert "ada" not in page


def test_outsiders_read_their_own_language_from_the_form_to_the_receipt(stranger: Browser) -> None:
    assert 'dir="rtl"' in stranger.get("/notice", headers={"Accept-Language": "ar-SY"}).text
    answer = stranger.post("/notice?language=tr", data=NOTICE, follow_redirects=False)

    assert "Bildiriminizi aldık" in stranger.get(answer.headers["location"]).text


def test_whose_language_we_have_no_words_in_is_told_so(stranger: Browser) -> None:
    page = stranger.get("/notice", headers={"Accept-Language": "tlh"}).text

    assert "not available in your language" in page
    assert "Report terrorist content" in page


def test_an_account_holder_objects_in_the_language_of_their_letter(stranger: Browser, app: App) -> None:
    link = appeal_link(app, decided(app).id)
    assert "Подать жалобу" in stranger.get(f"/why/{link}?language=ru").text
    answer = stranger.post(f"/why/{link}?language=ru", data={"text": "песня"}, follow_redirects=False)

    assert "Здесь ответит сотрудник" in stranger.get(answer.headers["location"]).text


def english_in(page: str) -> set[str]:
    """List the words of Latin letters on a page, but for what is no sentence of ours: addresses, names and marks of HTML."""
    text = re.sub(r"<(style|nav|code).*?</\1>|<[^>]+>", " ", page, flags=re.DOTALL)
    text = re.sub(r"https?://\S+|\S+@\S+|“[^”]*”", " ", text)
    return set(re.findall(r"[A-Za-z]{2,}", text)) - {"UTC", "URL"}


def test_no_page_for_outsiders_has_stray_english_in_arabic(stranger: Browser, app: App) -> None:
    """The form, its refusals, the receipt, the letter, the complaint, its refusals and answer, and what is not there."""
    told = {"Accept-Language": "arz-EG, en;q=0.5"}
    made_of = decided(app)
    link = appeal_link(app, made_of.id)
    filed = stranger.post("/notice?language=ar", data=NOTICE | {"text": "7"}, follow_redirects=False)
    theirs = {"harbour", "ana", "spreads", "their", "lamps", *re.findall("[a-zA-Z]+", made_of.about.id)}
    pages = [
        stranger.get("/notice", headers=told),
        stranger.post("/notice?language=ar", data=NOTICE | {"text": "7", "good_faith": ""}),
        stranger.post("/notice?language=ar", data=NOTICE | {"text": "7", "email": "x"}),
        stranger.post("/notice?language=ar", data=NOTICE | {"text": "7", "platform": "elsewhere"}),
        stranger.post("/notice?language=ar", data=NOTICE | {"text": "7", "name": "x" * 700}),
        stranger.get(filed.headers["location"]),
        stranger.get("/notice/nothing", headers=told),
        stranger.get("/why/nothing", headers=told),
        stranger.get(f"/why/{link}", headers=told),
        stranger.post(f"/why/{link}?language=ar", data={"text": " "}),
        stranger.post(f"/why/{link}?language=ar", data={"text": "7"}),
    ]
    made = pending_appeals(app)[0].appeal
    review_appeal(join(app, "cyd", "appeals"), made.id, outcome="upheld", reason="7", seen=0)
    pages += [stranger.get(f"/why/{link}", headers=told), stranger.post(f"/why/{link}?language=ar", data={"text": "7"})]

    assert all('lang="ar" dir="rtl"' in page.text for page in pages)
    assert [
        english_in(page.text) - theirs for page in pages if english_in(page.text) - theirs - {"elsewhere", "xx"}
    ] == []


def test_a_letter_is_read_in_the_language_of_the_browser(stranger: Browser, app: App) -> None:
    link = appeal_link(app, decided(app).id)

    assert "Beschwerde einlegen" in stranger.get(f"/why/{link}", headers={"Accept-Language": "de-AT"}).text
    assert '<html lang="de"' in stranger.get(f"/why/{link}?language=de_DE").text
