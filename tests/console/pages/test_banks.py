"""Values are put in, looked up and ended by the page."""

from tests.console.conftest import Enter


def test_a_value_is_there_until_it_is_ended(enter: Enter) -> None:
    ada = enter("senior")
    value = {"bank": "names", "type": "term", "value": "lantern guard"}
    ada.submit("/banks/add", **value, why="seen")
    assert "lantern guard" in ada.get("/banks").text
    assert "names" in ada.submit("/banks/check", text="The Lantern Guard!").text
    assert "Nothing in it is banked" in ada.submit("/banks/check", text="fresh bread").text
    ada.submit("/banks/end", **value)

    assert "Nothing is banked yet" in ada.get("/banks").text


def test_what_cannot_be_banked_is_told(enter: Enter) -> None:
    answer = enter("senior").submit("/banks/add", bank="names", type="smell", value="x", why="y")

    assert answer.status_code == 422
    assert "smell" in answer.text
