"""An installation is made once, for its owner only, and says of every part whether it is sound."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from cautery.app import App
from cautery.config import Config, read_config
from cautery.errors import Invalid
from cautery.kit.clock import WallClock
from cautery.kit.keyring import read_keyring
from cautery.pipeline.installation.install import Health, establish, examine, rotate_keys
from cautery.pipeline.ingestion.ingest import Listening
from cautery.pipeline.banks.values import bank_value
from tests.world import neighbourhood

EVERY_CHECK = ["folder", "disk", "policy", "key", "trait keys", "database", "journal", "hooks", "log", "newcomers"]
EVERY_CHECK += ["actions", "letters"]


def examined(config: Config) -> Health:
    app = App(config, clock=WallClock(), person="local:ada")
    try:
        return examine(app)
    finally:
        app.close()


def wrong(health: Health) -> dict[str, str]:
    return {check.name: check.says for check in health.checks if not check.ok}


def contents(home: Path) -> dict[str, bytes]:
    return {str(path.relative_to(home)): path.read_bytes() for path in sorted(home.rglob("*")) if path.is_file()}


def test_a_new_installation_is_sound(tmp_path: Path) -> None:
    health = examined(establish(tmp_path / "deep" / "home", name="test.example"))

    assert health.ok
    assert [check.name for check in health.checks] == EVERY_CHECK
    assert wrong(health) == {}


def test_nobody_but_its_owner_can_read_it(tmp_path: Path) -> None:
    config = establish(tmp_path / "home", name="test.example")

    assert config.home.stat().st_mode & 0o077 == 0
    assert config.signing_key.stat().st_mode & 0o077 == 0
    assert config.sqlite.stat().st_mode & 0o077 == 0


def test_made_again_it_keeps_everything_that_is_there(tmp_path: Path) -> None:
    """Above all the key: a new one would not prove what the old one signed."""
    config = establish(tmp_path / "home", name="test.example")
    (config.home / "cautery.toml").write_text('name = "test.example"\n# my own words\n')
    before = contents(config.home)
    again = establish(tmp_path / "home", name="another.example")

    assert again.name == "test.example"
    assert contents(config.home) == before


@pytest.mark.parametrize("name", ["", "two words", 'quo"te', "line\nbreak", "a+b"])
def test_a_name_that_no_signature_can_carry_makes_nothing(tmp_path: Path, name: str) -> None:
    with pytest.raises(Invalid, match="cannot name an installation"):
        establish(tmp_path / "home", name=name)

    assert not (tmp_path / "home").exists()


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a diary")
    with pytest.raises(Invalid, match="home' cannot hold an installation: File exists"):
        establish(tmp_path / "home", name="test.example")


def test_a_wrong_policy_is_told_before_anything_is_decided_by_it(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "cautery.toml").write_text('policy = "policy.toml"')
    (home / "policy.toml").write_text("open_case_at_chance = 7")
    with pytest.raises(Invalid, match="open_case_at_chance"):
        establish(home, name="test.example")


def _open_the_key(config: Config) -> None:
    config.signing_key.chmod(0o644)


def _lose_the_key(config: Config) -> None:
    config.signing_key.unlink()


def _open_the_folder(config: Config) -> None:
    config.home.chmod(0o755)


def _drop_a_table(config: Config) -> None:
    with sqlite3.connect(config.sqlite) as database:
        database.execute("DROP TABLE banks")


def _rewrite_a_row(config: Config) -> None:
    with sqlite3.connect(config.sqlite) as database:
        database.execute("UPDATE banks SET value = 'another'")


def _break_the_policy(config: Config) -> None:
    (config.home / "policy.toml").write_text("[")
    (config.home / "cautery.toml").write_text('policy = "policy.toml"')


@pytest.mark.parametrize(
    ("harm", "found", "says"),
    [
        (_open_the_key, {"key"}, "chmod go-rwx"),
        (_lose_the_key, {"key", "log"}, "audit.key"),
        (_open_the_folder, {"folder"}, "chmod go-rwx"),
        (_drop_a_table, {"database", "log"}, "banks"),
        (_rewrite_a_row, {"log"}, "changed"),
        (_break_the_policy, {"policy"}, "policy"),
    ],
)
def test_harm_is_found_where_it_is_and_hides_nothing_else(
    tmp_path: Path, harm: Callable[[Config], None], found: set[str], says: str
) -> None:
    config = establish(tmp_path / "home", name="test.example")
    app = App(config, clock=WallClock(), person="local:ada")
    bank_value(app, {"type": "term", "value": "wick"}, bank="house")
    app.close()
    harm(config)
    health = examined(read_config(config.home))

    assert not health.ok
    assert [check.name for check in health.checks] == EVERY_CHECK
    assert set(wrong(health)) == found
    assert all(says in told for told in wrong(health).values())


def test_a_damaged_journal_is_found(tmp_path: Path) -> None:
    """On the day on which somebody looks, and not on the day on which it is needed."""
    config = establish(tmp_path / "home", name="test.example")
    app = App(config, clock=WallClock(), person="local:ada")
    with Listening(app) as door:
        door.accept(neighbourhood().events[:100])
        door.accept(neighbourhood().events[100:])
    app.close()
    segment = next(path for path in sorted(config.journal.rglob("*")) if path.stat().st_size > 1000)
    damaged = bytearray(segment.read_bytes())
    damaged[len(damaged) // 4] ^= 0xFF
    segment.write_bytes(damaged)

    assert set(wrong(examined(config))) == {"journal"}


def test_history_that_lags_behind_is_no_harm(tmp_path: Path) -> None:
    config = establish(tmp_path / "home", name="test.example")
    app = App(config, clock=WallClock(), person="local:ada")
    with Listening(app) as door:
        door.accept(neighbourhood().events)
    app.close()
    health = examined(config)

    assert health.ok
    assert any(f"{len(neighbourhood().events)} events; history will catch up" in check.says for check in health.checks)


def test_a_rotated_key_stands_before_the_old_one(tmp_path: Path) -> None:
    config = establish(tmp_path / "home", name="test.example")
    app = App(config, clock=WallClock(), person="local:ada")
    before = app.keyring
    rotated = rotate_keys(app)
    app.close()

    assert read_keyring(config.trait_keys) == rotated
    assert [key.id for key in rotated.keys] == ["k2", "k1"]
    assert rotated.keys[1].secret == before.keys[0].secret
    assert config.trait_keys.stat().st_mode & 0o077 == 0
