"""Orders in the console: recorded, authenticated, located, removed by hand, answered."""

from tests.console.conftest import Enter

FORM = {
    "authority": "Quay Police",
    "reference": "Q-7",
    "urls": "https://harbour.example/p1\nhttps://harbour.example/p2",
    "clause": "promotes",
    "received": "2019-12-31T12:00",
    "reasons": "<script>alert(1)</script>",
}


def test_an_order_goes_from_its_form_to_its_answer(enter: Enter) -> None:
    ada = enter("legal")
    place = ada.submit("/orders", **FORM).headers["location"]
    for step, says in (
        ("acknowledged", ""),
        ("authenticated", "telephoned"),
        ("executed", "by hand"),
        ("told", "mail"),
    ):
        assert ada.submit(f"{place}/steps", step=step, says=says).status_code == 303
    shown = ada.get(place).text

    assert "Authority informed" in shown
    assert "Time limit missed" in shown
    assert "C. Who answers" in shown
    assert "<script>alert" not in shown
    assert "Quay Police" in ada.get("/orders").text


def test_an_order_s_item_is_named_and_removed(enter: Enter) -> None:
    ada = enter("legal")
    place = ada.submit("/orders", **FORM).headers["location"]
    ada.submit(f"{place}/target", platform="harbour", account="ana", post="p1")
    ada.submit(f"{place}/steps", step="authenticated", says="telephoned")
    ada.submit(f"{place}/steps", step="executing")

    assert "Removal under way" in ada.get(place).text


def test_a_step_that_may_not_follow_is_refused(enter: Enter) -> None:
    ada = enter("legal")
    place = ada.submit("/orders", **FORM).headers["location"]

    assert ada.submit(f"{place}/steps", step="annulled", says="court").status_code == 409


def test_who_may_only_look_changes_nothing(enter: Enter) -> None:
    place = enter("legal").submit("/orders", **FORM).headers["location"]
    eve = enter("auditor", name="eve")

    assert eve.get(place).status_code == 200
    assert "Record step" not in eve.get(place).text
    assert eve.submit(f"{place}/steps", step="acknowledged").status_code == 403
