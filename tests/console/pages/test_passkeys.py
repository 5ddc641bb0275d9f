"""At the door and on one's own page a browser is asked for a passkey, and what is no answer is told in words."""

from tests.console.conftest import Browser, Enter


def test_the_door_asks_and_refuses_what_is_no_answer(stranger: Browser) -> None:
    assert stranger.post("/passkey/question").json()["rpId"] == "127.0.0.1"
    answer = stranger.post("/passkey", data={"answer": "{}"})

    assert answer.status_code == 403
    assert "not accepted" in answer.json()["problem"]


def test_ones_own_page_asks_for_a_new_one(enter: Enter) -> None:
    ada = enter("reviewer")
    assert ada.submit("/you/passkeys/question").json()["user"]["name"] == "ada"

    assert "not accepted" in ada.submit("/you/passkeys", answer="{}", name="laptop").json()["problem"]


def test_nobody_ends_what_is_not_theirs(enter: Enter) -> None:
    assert enter("reviewer").submit("/you/passkeys/end", passkey="k1").status_code == 404
