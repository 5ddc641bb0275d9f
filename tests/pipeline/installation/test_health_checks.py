"""An installation says of every part whether it is sound."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from cautery.app import App
from cautery.config import Config, read_config
from cautery.kit.clock import WallClock
from cautery.pipeline.banks.values import bank_value
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.pipeline.installation.health_checks import Health, health_checks
from cautery.pipeline.installation.install import install
from tests.world import neighbourhood

EVERY_CHECK = [
    "folder",
    "disk",
    "policy",
    "key",
    "trait keys",
    "database",
    "access",
    "derived tables",
    "proxies",
    "journal",
]

EVERY_CHECK += [
    "history",
    "services",
    "jobs",
    "hooks",
    "log",
    "preserved copies",
    "newcomers",
    "events",
    "actions",
    "letters",
    "orders",
    "threats",
    "quarantine",
]


def examined(config: Config) -> Health:
    app = App(config, clock=WallClock(), person="local:ada")
    try:
        return health_checks(app)
    finally:
        app.close()


def wrong(health: Health) -> dict[str, str]:
    return {check.name: check.says for check in health.checks if not check.ok}


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


def test_a_new_installation_is_sound(tmp_path: Path) -> None:
    health = examined(install(tmp_path / "deep" / "home", name="test.example"))

    assert health.ok
    assert [check.name for check in health.checks] == EVERY_CHECK
    assert wrong(health) == {}


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
    config = install(tmp_path / "home", name="test.example")
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
    config = install(tmp_path / "home", name="test.example")
    app = App(config, clock=WallClock(), person="local:ada")
    with Ingestion(app) as door:
        door.accept(neighbourhood().events[:100])
        door.accept(neighbourhood().events[100:])
    app.close()
    segment = next(path for path in sorted(config.journal.rglob("*")) if path.stat().st_size > 1000)
    damaged = bytearray(segment.read_bytes())
    damaged[len(damaged) // 4] ^= 0xFF
    segment.write_bytes(damaged)

    assert set(wrong(examined(config))) == {"journal"}


def test_history_that_lags_behind_is_no_harm(tmp_path: Path) -> None:
    config = install(tmp_path / "home", name="test.example")
    app = App(config, clock=WallClock(), person="local:ada")
    with Ingestion(app) as door:
        door.accept(neighbourhood().events)
    app.close()
    health = examined(config)

    assert health.ok
    assert any("not yet in history" in check.says for check in health.checks)
