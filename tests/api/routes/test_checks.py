"""Content is looked up in the banks, and nothing is kept."""

from cautery.app import App
from cautery.pipeline.recognise import bank_value
from tests.api.conftest import Program


def test_what_is_banked_is_found_and_what_is_not_is_not(program: Program, app: App) -> None:
    bank_value(app, {"type": "term", "value": "lantern guard", "why": "seen"}, bank="names")
    client = program("triage")

    known = client.post("/check", json={"text": "the Lantern Guard!"}).json()
    assert (known["outcome"], [one["bank"] for one in known["matches"]]) == ("known", ["names"])
    unknown = client.post("/check", json={"text": "fresh bread"}).json()
    assert (unknown["outcome"], unknown["matches"]) == ("unknown", [])
