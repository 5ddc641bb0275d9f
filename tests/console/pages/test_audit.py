"""The log is shown and proved by the page."""

from tests.console.conftest import Enter


def test_the_newest_entries_and_the_proof_are_there(enter: Enter) -> None:
    eva = enter("auditor")

    assert "admission" in eva.get("/audit").text
    assert "Log verified" in eva.get("/audit/proof").text
