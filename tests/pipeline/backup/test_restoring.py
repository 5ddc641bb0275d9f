"""What is restored is what was backed up, all of it checked; and what is missing is said."""

from pathlib import Path

import pytest

from cautery.app import App, opened
from cautery.errors import Conflict, Invalid, Missing, Permanent
from cautery.kit.note import new_signer
from cautery.model.account import Account, AccountId, Platform
from cautery.pipeline.backup.backing_up import back_up
from cautery.pipeline.backup.manifest import manifests, read_manifest, write_manifest
from cautery.pipeline.backup.restoring import MISSING, close_doors, unpacked
from cautery.pipeline.cases.notes import write_note
from cautery.store import decisions, judgements
from cautery.store.journal import Journal
from tests.pipeline.conftest import app, town

__all__ = ["app", "town"]
SOMEBODY = Account(platform=Platform("harbour"), id=AccountId("a1"))


def restored(folder: Path, home: Path, **more: object) -> tuple[int, tuple[str, ...]]:
    """Restore; gives how many entries are missing, and what the log shows."""
    said = {"name": None, "secret": "", "notes": (), "database": ""} | more
    with unpacked(folder, home, **said) as found:  # type: ignore[arg-type]
        assert found.home != home
    return found.behind, found.findings


def test_all_events_and_decisions_are_there_again(town: App, tmp_path: Path) -> None:
    back_up(town, tmp_path / "b")
    assert restored(tmp_path / "b", tmp_path / "new") == (0, ())
    with opened(tmp_path / "new") as again, again.reading() as here, town.reading() as there:
        assert decisions.every(here) == decisions.every(there)
        kept, ours = Journal(again.config.journal), Journal(town.config.journal)

        assert [frame.lines for frame in kept.read()] == [frame.lines for frame in ours.read()]
        assert again.signer.verifier() == town.signer.verifier()


def test_a_restore_behind_a_published_checkpoint_says_how_far_and_keeps_the_proof(town: App, tmp_path: Path) -> None:
    first = back_up(town, tmp_path / "b")
    write_note(town, SOMEBODY, "written after the backup")
    published = town.config.checkpoint.read_text()
    assert restored(tmp_path / "b", tmp_path / "new", notes=(published,)) == (1, ())

    assert (tmp_path / "new" / MISSING).read_text() == published
    with opened(tmp_path / "new") as again:
        write_note(again, SOMEBODY, "it goes on from here")
    back_up(town, tmp_path / "b")
    assert restored(tmp_path / "b", tmp_path / "older", name=Path(first.backup).name)[0] == 1


def test_a_checkpoint_of_another_key_is_refused(town: App, tmp_path: Path) -> None:
    back_up(town, tmp_path / "b")
    other = new_signer("test.example").sign("test.example\n9\nAAAA\n")
    with pytest.raises(Invalid, match="not signed by"):
        restored(tmp_path / "b", tmp_path / "new", notes=(other,))

    assert not (tmp_path / "new").exists()


def test_a_backup_whose_manifest_another_key_signed_is_refused(town: App, tmp_path: Path) -> None:
    back_up(town, tmp_path / "b")
    [path] = manifests(tmp_path / "b")
    other = new_signer("test.example")
    said = read_manifest(path)
    forged = type(said)(
        **{name: getattr(said, name) for name in said.__struct_fields__} | {"key": other.verifier().written()}
    )
    path.unlink()
    write_manifest(tmp_path / "b", forged, other)
    with pytest.raises(Permanent, match="not the one that signed"):
        restored(tmp_path / "b", tmp_path / "new")


@pytest.mark.parametrize("harm", ["gone", "changed"])
def test_a_damaged_backup_leaves_no_installation(town: App, tmp_path: Path, harm: str) -> None:
    back_up(town, tmp_path / "b")
    victim = sorted(tmp_path.glob("b/pieces/*/*/*"))[1]
    victim.write_bytes(b"\0" * 40) if harm == "changed" else victim.unlink()
    with pytest.raises(Permanent, match="Nothing was restored"):
        restored(tmp_path / "b", tmp_path / "new")

    assert [path.name for path in tmp_path.iterdir() if "new" in path.name] == []


def test_a_path_out_of_the_installation_is_refused(town: App, tmp_path: Path) -> None:
    back_up(town, tmp_path / "b")
    [path] = manifests(tmp_path / "b")
    said = read_manifest(path)
    evil = tuple(type(f)(path="../evil", bytes=f.bytes, mode=f.mode, pieces=f.pieces) for f in said.files)
    write_manifest(
        tmp_path / "b",
        type(said)(**{n: getattr(said, n) for n in said.__struct_fields__} | {"files": evil}),
        town.signer,
    )
    with pytest.raises(Permanent, match="outside of the installation"):
        restored(tmp_path / "b", tmp_path / "new")


def test_nothing_is_restored_over_something(town: App, tmp_path: Path) -> None:
    back_up(town, tmp_path / "b")
    with pytest.raises(Conflict, match="not empty"):
        restored(tmp_path / "b", town.config.home)
    with pytest.raises(Missing, match="no backup in"):
        restored(tmp_path / "nowhere", tmp_path / "new")


def test_who_was_in_is_out(town: App, tmp_path: Path) -> None:
    with town.noting() as connection:
        connection.exec_driver_sql("INSERT INTO sessions VALUES ('f', 'ada', 0, 0, 'password', '')")
        connection.exec_driver_sql("INSERT INTO links VALUES ('f', 'ada', 'invitation', 9e9, '')")
    close_doors(town)
    with town.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM sessions").scalar() == 0
        assert connection.exec_driver_sql("SELECT count(*) FROM links").scalar() == 0


def test_a_log_that_was_tampered_with_before_is_told(town: App, tmp_path: Path) -> None:
    with town.noting() as connection:
        connection.exec_driver_sql("UPDATE decisions SET verdict = 'benign' WHERE seq = 3")
    back_up(town, tmp_path / "b")
    behind, findings = restored(tmp_path / "b", tmp_path / "new")

    assert behind == 0
    assert "one was changed" in findings[0]
    with opened(tmp_path / "new") as again, again.reading() as connection:
        assert judgements.notes_about(connection, SOMEBODY) == []
