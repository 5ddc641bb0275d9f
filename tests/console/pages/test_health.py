"""The page says whether the installation is sound."""

from cautery.app import App
from cautery.model.hook import DUTY
from cautery.store import messages
from tests.console.conftest import Enter


def test_a_sound_installation_is_called_sound_and_another_is_not(enter: Enter, app: App) -> None:
    eva = enter("auditor")
    assert "All checks passed" in eva.get("/health").text
    app.config.home.chmod(0o755)

    assert "Problems found" in eva.get("/health").text


def test_what_was_given_up_waits_for_somebody_with_what_to_do_next(enter: Enter, app: App) -> None:
    with app.writing() as tx:
        messages.queue_notifications(tx, DUTY, "clock.runs_down", {"clock_c1": {"case": "c1"}})
        messages.keep(tx.connection, "clock_c1", state="parked", tries=9, next_at=tx.at, says="nobody answers")
    page = enter("auditor").get("/health").text

    assert "1 item needs attention" in page
    assert "1 letter to people on duty failed, for example: nobody answers" in page
