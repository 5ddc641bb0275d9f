"""An installation's parts are opened when they are asked for, and what was written is signed outside of the database too."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cautery.app import App, local_person, opened
from cautery.config import Config, read_config
from cautery.errors import Conflict, Invalid, Missing, Permanent
from cautery.kit.clock import FrozenClock
from cautery.kit.note import read_checkpoint
from cautery.model.account import Account, AccountId, Platform
from cautery.model.decision import Decision, DecisionId
from cautery.pipeline.installation.install import install
from cautery.store import decisions
from cautery.store.audit import verify

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """Give an empty installation."""
    config = install(tmp_path / "home", name="harbour.example")
    app = App(config, clock=FrozenClock(NOON), person="local:ben")
    yield app
    app.close()


def decided(name: str) -> Decision:
    return Decision(
        id=DecisionId(name),
        about=Account(platform=Platform("harbour"), id=AccountId("ana")),
        verdict="benign",
        measure="none",
        clause=None,
        reason="mended lamps",
        by="ben",
        at=NOON,
        source="review",
    )


def write(app: App, *names: str) -> None:
    with app.writing() as tx:
        decisions.append(tx, [decided(name) for name in names])


def size_outside(config: Config, app: App) -> int:
    """Read how many entries the checkpoint beside the database was signed over."""
    note = config.checkpoint.read_text(encoding="utf-8")
    return read_checkpoint(app.signer.verifier().open(note)).size


def test_what_is_written_says_by_whom_and_when_as_the_app_was_told(app: App) -> None:
    with app.writing() as tx:
        assert (tx.by, tx.at) == ("local:ben", NOON)


def test_the_newest_signed_root_lies_beside_the_database_after_every_write(app: App) -> None:
    sizes = []
    for names in (("a",), ("b", "c")):
        write(app, *names)
        sizes.append(size_outside(app.config, app))

    assert sizes == [1, 3]


def test_a_write_that_fails_leaves_the_root_outside_as_it_was(app: App) -> None:
    write(app, "a")
    with pytest.raises(Conflict):
        write(app, "b", "a")

    assert size_outside(app.config, app) == 1
    with app.reading() as connection:
        assert [made.id for made in decisions.every(connection)] == ["a"]


def test_a_database_put_back_to_an_earlier_state_is_not_written_to(app: App) -> None:
    """The next root would take the place of the one that shows what is missing."""
    write(app, "first")
    earlier = app.config.sqlite.read_bytes()
    app.close()
    behind = App(app.config, clock=FrozenClock(NOON), person="local:ben")
    write(behind, "second")
    behind.close()
    for beside in app.config.sqlite.parent.glob("cautery.db-*"):
        beside.unlink()
    app.config.sqlite.write_bytes(earlier)
    again = App(app.config, clock=FrozenClock(NOON), person="local:ben")

    with pytest.raises(Permanent, match="put back to an earlier state"):
        write(again, "third")
    again.close()


def test_a_root_outside_that_somebody_changed_stops_writing(app: App) -> None:
    write(app, "first")
    app.config.checkpoint.write_text(app.config.checkpoint.read_text().replace("\n1\n", "\n0\n"))

    with pytest.raises(Permanent, match="does not hold"):
        write(app, "second")


def test_before_anything_was_written_there_is_nothing_to_sign(app: App) -> None:
    with app.writing():
        pass

    assert not app.config.checkpoint.exists()


def test_writers_at_the_same_time_leave_the_newest_root_outside(app: App) -> None:
    """Each ends by putting it there: none may trip over another, and no older one may come last."""
    failures: list[BaseException] = []

    def work(name: str) -> None:
        mine = App(app.config, clock=FrozenClock(NOON), person=f"local:{name}")
        try:
            for number in range(8):
                write(mine, f"{name} {number}")
        except Exception as failure:  # whatever it is, the test must show it
            failures.append(failure)
        finally:
            mine.close()

    writers = [threading.Thread(target=work, args=(name,)) for name in "abcd"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=60)

    assert failures == []
    assert size_outside(app.config, app) == 32
    with app.reading() as connection:
        assert verify(connection, verifier=app.signer.verifier(), kept=[app.config.checkpoint.read_text()]).ok


def test_a_lost_signing_key_is_not_made_anew(app: App) -> None:
    """A new one would not prove what the old one signed."""
    app.config.signing_key.unlink()

    with pytest.raises(Missing, match="restore it from a backup"):
        write(app, "a")
    assert not app.config.signing_key.exists()


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"PRIVATE+KEY+harbour.example+00000000+AAAA"])
def test_a_damaged_signing_key_signs_nothing(data: bytes, app: App) -> None:
    app.config.signing_key.write_bytes(data)

    with pytest.raises(Invalid):
        write(app, "a")
    with app.reading() as connection:
        assert decisions.every(connection) == []


def test_a_part_that_nobody_asks_for_is_not_opened(tmp_path: Path) -> None:
    """The policy is read in a folder without a database, and closing opens nothing."""
    app = App(Config(home=tmp_path), clock=FrozenClock(NOON), person="local:ben")

    assert app.policy.clauses
    app.close()
    assert list(tmp_path.iterdir()) == []


def test_an_installation_is_opened_as_the_user_of_the_system_and_closed_also_after_a_failure(app: App) -> None:
    """SQLite takes its side files away when the last one who had them open lets go."""
    app.close()
    with pytest.raises(ZeroDivisionError):
        fail_in(app.config.home)

    assert not list(app.config.home.glob("cautery.db-*"))


def fail_in(home: Path) -> None:
    with opened(home) as app:
        assert app.person == local_person()
        write(app, "a")
        raise ZeroDivisionError


def test_a_folder_without_an_installation_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(Missing, match="cautery init"), opened(tmp_path):
        pass


def test_the_user_of_the_system_is_named_as_local(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "ada")

    assert local_person() == "local:ada"


def test_settings_are_those_of_the_folder(app: App) -> None:
    assert read_config(app.config.home) == app.config
