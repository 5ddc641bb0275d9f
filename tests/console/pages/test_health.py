"""The page says whether the installation is sound."""

from cautery.app import App
from tests.console.conftest import Enter


def test_a_sound_installation_is_called_sound_and_another_is_not(enter: Enter, app: App) -> None:
    eva = enter("auditor")
    assert "Sound" in eva.get("/health").text
    app.config.home.chmod(0o755)

    assert "Something is wrong" in eva.get("/health").text
