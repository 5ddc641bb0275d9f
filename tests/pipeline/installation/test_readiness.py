"""A process is ready while its database answers, its log is not behind, and its services live."""

import shutil

from cautery.app import App
from cautery.pipeline.cases.notes import write_note
from cautery.pipeline.installation.readiness import SILENT_S, is_ready
from cautery.store import decisions, services
from tests.pipeline.conftest import app, town

__all__ = ["app", "town"]


def test_one_whose_services_beat_is_ready(town: App) -> None:
    assert is_ready(town)
    for late_s, ready in ((0.0, True), (SILENT_S + 1, False)):
        with town.noting() as connection:
            at_s = town.wall.now().timestamp() - late_s
            services.say(connection, "history", problem="", failures=0, at_s=at_s)
        assert is_ready(town) == ready


def test_one_whose_database_was_put_back_is_not(town: App) -> None:
    shutil.copy(town.config.sqlite, town.config.home / "kept.db")
    with town.reading() as connection:
        about = decisions.every(connection)[0].about
    write_note(town, about, "after")
    assert is_ready(town)
    town.close()
    shutil.move(town.config.home / "kept.db", town.config.sqlite)
    again = App(town.config, clock=town.clock, person="ada")

    assert not is_ready(again)
    again.close()


def test_one_without_a_database_is_not(app: App) -> None:
    app.close()
    again = App(app.config, clock=app.clock, person="ada")
    app.config.sqlite.unlink()

    assert not is_ready(again)
