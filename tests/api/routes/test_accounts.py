"""What is known about an account, and what was written down about it."""

from tests.api.conftest import Program


def test_a_note_is_there_for_whoever_asks_next(program: Program) -> None:
    program("reviewer").post("/accounts/harbour/ana/notes", json={"text": "sells lamps"})
    found = program("triage", name="cyd").get("/accounts/harbour/ana").json()

    assert [(note["text"], note["by"]) for note in found["notes"]] == [("sells lamps", "ada")]


def test_an_account_that_said_nothing_has_no_posts(program: Program) -> None:
    assert program("reviewer").get("/accounts/harbour/ana/posts").json() == []
