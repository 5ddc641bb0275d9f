"""A backup holds all that cannot be computed again, and adds only what is new."""

from pathlib import Path

import pytest

from cautery.app import App
from cautery.errors import Conflict, Invalid
from cautery.pipeline.backup import backing_up
from cautery.pipeline.backup.backing_up import back_up
from cautery.pipeline.backup.manifest import manifests, read_manifest
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.store import runs
from tests.engine.lakes import a_follow
from tests.pipeline.conftest import app, town

__all__ = ["app", "town"]


def test_a_backup_names_database_journal_keys_settings_and_what_was_learnt(town: App, tmp_path: Path) -> None:
    (town.config.home / "mine.toml").write_text("policy")
    (town.config.fitted).mkdir(parents=True)
    (town.config.fitted / "weights.json").write_text("{}")
    report = back_up(town, tmp_path / "b")
    paths = {file.path for file in read_manifest(Path(report.backup)).files}

    assert {"cautery.db", "cautery.toml", "journal/00000001.frames", "keys/audit.key", "keys/traits.json"} <= paths
    assert {"keys/access.key", "mine.toml", "engine/fitted/weights.json", "checkpoints/latest.note"} <= paths
    assert not any(path.startswith(("engine/lake", "engine/seen", "served", "backup.partial")) for path in paths)
    with town.reading() as connection:
        assert runs.last(connection, "backup").ended_at is not None


def test_a_further_backup_adds_only_what_is_new(town: App, tmp_path: Path) -> None:
    first = back_up(town, tmp_path / "b")
    with Ingestion(town) as door:
        door.accept([a_follow(1, days=400)])
    again = back_up(town, tmp_path / "b", keep=5)

    assert again.files == first.files
    assert again.added < first.added
    assert [path.name for path in manifests(tmp_path / "b")] == sorted(Path(r.backup).name for r in (first, again))


def test_only_the_newest_backups_stay_and_each_is_whole(town: App, tmp_path: Path) -> None:
    for number in range(3):
        (town.config.home / "mine.toml").write_text(f"policy {number}")
        last = back_up(town, tmp_path / "b", keep=1)
    [kept] = manifests(tmp_path / "b")
    named = {name for file in read_manifest(kept).files for name in file.pieces}

    assert str(kept) == last.backup
    assert {path.name for path in tmp_path.glob("b/pieces/*/*/*")} == named


def test_a_backup_inside_the_installation_is_refused(app: App) -> None:
    with pytest.raises(Invalid, match="would be lost with it"):
        back_up(app, app.config.home / "b")


def test_two_backups_are_not_written_at_once(app: App, tmp_path: Path) -> None:
    with backing_up._writing_alone(tmp_path / "b"), pytest.raises(Conflict, match="Another backup"):
        back_up(app, tmp_path / "b")
