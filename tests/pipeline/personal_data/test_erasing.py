"""After an erasure nothing names the person, the log verifies, and all others keep what is theirs."""

import sqlite3
from pathlib import Path

import pytest

from cautery.app import App
from cautery.events.history import events_in
from cautery.pipeline.backup.backing_up import back_up
from cautery.pipeline.detection.labelling import label
from cautery.pipeline.history.lake import lake_of
from cautery.pipeline.installation.verify_log import verify_log
from cautery.pipeline.personal_data.planning import answer, ask
from cautery.store import decisions, judgements
from cautery.store.journal import Journal
from cautery.worker.erasing import erase_approved
from cautery.worker.restoring import restore
from tests.pipeline.conftest import app
from tests.pipeline.personal_data.everywhere import places_with
from tests.pipeline.personal_data.people import NEEDLES, NIMUE, lived

__all__ = ["app"]


@pytest.fixture
def nimue(app: App, tmp_path: Path) -> App:
    """Give an installation with her life, and a label for her and for another."""
    file = tmp_path / "labels.csv"
    file.write_text(f"account,label\n{NIMUE.id},benign\ndora,benign\n")
    lived(app)
    label(app, file)
    return app


def erased(app: App) -> None:
    asked, _ = ask(app, NIMUE)
    answer(app.acting_as("local:ben"), asked.id, "approved")
    [report] = erase_approved(app)

    assert report.found == ()


def test_no_byte_of_the_installation_names_her_any_more(nimue: App) -> None:
    assert len(places_with(nimue.config.home, NEEDLES)) > 8
    erased(nimue)
    nimue.close()

    assert places_with(nimue.config.home, NEEDLES) == []


def test_others_keep_what_is_theirs(nimue: App) -> None:
    places = [frame.after for frame in Journal(nimue.config.journal).read()]
    erased(nimue)
    left = [event for frame in Journal(nimue.config.journal).read() for event in events_in(frame)]

    assert [frame.after for frame in Journal(nimue.config.journal).read()] == places
    assert [event.account for event in left] == ["ben"] * 3 + ["cleo"] * 2 + ["dora"] * 3
    [mentioned] = [event for event in left if event.id == "e6"]
    assert mentioned.post.text == f"well said @{mentioned.post.mentions[0]}!"  # type: ignore[union-attr]
    posts = lake_of(nimue).scan("posts").collect()
    assert set(posts["account"].to_list()) == {"ben", "cleo", "dora"}
    with nimue.reading() as connection:
        assert [one.about.id for one in decisions.every(connection)] == ["dora"]
        assert judgements.notes_about(connection, NIMUE) == []


def test_the_log_is_whole_after_a_recorded_erasure_and_after_no_other_deletion(nimue: App) -> None:
    erased(nimue)
    assert verify_log(nimue).findings == ()
    nimue.close()
    with sqlite3.connect(nimue.config.sqlite) as database:
        database.execute("DELETE FROM audit_facts WHERE ledger = 'decisions'")
        database.execute("DELETE FROM decisions")

    assert any(
        "lost the salt" in says for says in verify_log(App(nimue.config, clock=nimue.clock, person="ada")).findings
    )


def test_an_erasure_that_is_made_up_in_the_database_makes_nothing_whole(nimue: App) -> None:
    nimue.close()
    with sqlite3.connect(nimue.config.sqlite) as database:
        database.execute("DELETE FROM audit_facts WHERE ledger = 'decisions'")
        database.execute("DELETE FROM decisions")
        database.execute(
            "INSERT INTO erasures VALUES (1, 'x', 'done', 's', '', '[0,1,2]', '{}', 'ada', '2026-01-01T00:00:00Z')"
        )

    assert not verify_log(App(nimue.config, clock=nimue.clock, person="ada")).ok


def test_an_erasure_outlives_a_backup_from_before_it(nimue: App, tmp_path: Path) -> None:
    back_up(nimue, tmp_path / "b")
    before = sorted(tmp_path.glob("b/*.backup"))[0].name
    erased(nimue)
    kept_elsewhere = nimue.config.erasures.read_text()
    report = restore(tmp_path / "b", tmp_path / "new", name=before, erasures=[kept_elsewhere])

    assert (report.erased, report.ok) == (1, True)
    assert places_with(tmp_path / "new", NEEDLES) == []
    back_up(nimue, tmp_path / "b")
    assert restore(tmp_path / "b", tmp_path / "again", name=before).erased == 1


def test_one_that_was_interrupted_is_carried_out_again(nimue: App, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, _ = ask(nimue, NIMUE)
    answer(nimue.acting_as("local:ben"), asked.id, "approved")
    for step in ("add_note", "_from_database", "compact"):
        with monkeypatch.context() as broken:
            broken.setattr(f"cautery.pipeline.personal_data.erasing.{step}", _killed)
            with pytest.raises(KeyboardInterrupt):
                erase_approved(nimue)
    erase_approved(nimue)
    nimue.close()

    assert places_with(nimue.config.home, NEEDLES) == []


def _killed(*_: object, **__: object) -> None:
    raise KeyboardInterrupt
