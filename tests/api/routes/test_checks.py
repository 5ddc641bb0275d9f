"""Content is looked up in the banks: texts, links, files and hashes; nothing is kept, and nothing fetched unasked."""

from base64 import b64encode
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import ImageOps

from cautery.app import App
from cautery.pipeline.banks.values import bank_file, bank_value
from tests.api.conftest import Program
from tests.material import landscape, pdf, saved

PDQ = "f0" * 32
QUESTION = "How can somebody from the islands come over and stand with the keepers of the lamp"


def test_what_is_banked_is_found_and_what_is_not_is_not(program: Program, app: App) -> None:
    bank_value(app, {"type": "term", "value": "lantern guard", "why": "seen"}, bank="names")
    client = program("triage")

    known = client.post("/check", json={"text": "the Lantern Guard!"}).json()
    assert (known["outcome"], [one["bank"] for one in known["matches"]]) == ("known", ["names"])
    unknown = client.post("/check", json={"text": "fresh bread"}).json()
    assert (unknown["outcome"], unknown["matches"]) == ("unknown", [])


def test_a_picture_comes_as_bytes_and_is_known_in_a_mirror(program: Program, app: App, tmp_path: Path) -> None:
    (tmp_path / "photo").write_bytes(saved(landscape(1)))
    bank_file(app, tmp_path / "photo", bank="house", why="", policy="promotes")
    again = saved(ImageOps.mirror(landscape(1)), "JPEG", quality=60)
    answer = program("triage").post("/check", json={"media": [{"data": b64encode(again).decode()}]}).json()

    assert answer["outcome"] == "known"
    assert {match["type"] for match in answer["matches"]} == {"image_pdq", "image_views"}
    assert answer["clauses"][0]["measures"][0] == "suspend"


def test_hashes_that_a_platform_computed_are_enough(program: Program, app: App) -> None:
    bank_value(app, {"type": "image_pdq", "value": PDQ, "why": "seen"}, bank="house")
    client = program("triage")
    [match] = client.post("/check", json={"media": [{"hashes": {"image_pdq": "f0" * 31 + "00"}}]}).json()["matches"]

    assert match["distance"] == 4 / 256
    assert client.post("/check", json={"media": [{"hashes": {"image_pdq": "f0"}}]}).status_code == 422
    assert client.post("/check", json={"media": [{"hashes": {"smell": "f0"}}]}).status_code == 404
    assert client.post("/check", json={"media": [{"data": "not base64!"}]}).status_code == 422
    assert client.post("/check", json={"media": [{}]}).status_code == 422


def test_a_document_is_known_by_its_text_and_a_question_by_the_contact_behind_it(program: Program, app: App) -> None:
    words = (
        " ".join(f"{word} of the harbour" for word in "keepers lanterns ferries nets boats elders piers".split()) * 2
    )
    bank_value(app, {"type": "document", "value": words, "why": "seen"}, bank="house")
    bank_value(app, {"type": "question", "value": QUESTION, "why": "seen"}, bank="house")
    client = program("triage")

    def types(**asked: object) -> list[str]:
        return [match["type"] for match in client.post("/check", json=asked).json()["matches"]]

    assert types(media=[{"data": b64encode(pdf(words)).decode()}]) == ["document"]
    assert types(text=f"{QUESTION}? kik me: wick.ember7") == ["question"]
    assert types(text=f"{QUESTION}? Nobody should.") == []


def test_a_text_is_looked_up_in_what_was_banked_since_the_last_question(program: Program, app: App) -> None:
    client = program("senior")
    before = client.post("/check", json={"text": "a lantern"}).json()["outcome"]
    client.post("/banks/names", json={"type": "term", "value": "lantern", "why": "seen"})
    banked = client.post("/check", json={"text": "a lantern"}).json()["outcome"]
    client.post("/banks/names/ended", json={"type": "term", "value": "lantern"})

    assert (before, banked) == ("unknown", "known")
    assert client.post("/check", json={"text": "a lantern"}).json()["outcome"] == "unknown"


def test_files_come_as_a_form_too(program: Program, app: App, tmp_path: Path) -> None:
    (tmp_path / "photo").write_bytes(saved(landscape(1)))
    bank_file(app, tmp_path / "photo", bank="house", why="", policy="promotes")
    files = [("files", ("a", saved(landscape(1)))), ("files", ("b", b"PK\x03\x04 of an archive"))]
    answer = program("triage").post("/check/files", files=files, data={"text": "look", "account": "x"}).json()

    assert answer["outcome"] == "known"
    assert "SHA-256" in answer["not_looked_at"][0]


def test_links_are_fetched_only_with_the_permission_and_where_the_owner_allows_it(program: Program, app: App) -> None:
    asked = {"links": ["http://127.0.0.1:1/"]}
    refused = program("senior").post("/check/fetched", json=asked).json()
    app.config = replace(app.config, fetch_links=True)
    inside = program("senior", name="cyd").post("/check/fetched", json=asked).json()

    assert (refused["status"], "fetch_links = true" in refused["detail"]) == (403, True)
    assert (inside["status"], "inside of a network" in inside["detail"]) == (403, True)
    assert (
        program("triage", name="eve")
        .post("/check/fetched", json=asked)
        .json()["detail"]
        .startswith("You do not have permission")
    )


@pytest.mark.parametrize("said", ["links", "media"])
def test_more_than_a_question_holds_is_refused(said: str, program: Program) -> None:
    many = ["a.example/1"] * 101 if said == "links" else [{"hashes": {"image_pdq": PDQ}}] * 21

    assert program("triage").post("/check", json={said: many}).status_code == 422
