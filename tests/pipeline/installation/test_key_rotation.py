"""Put a new key in the place of the one that hashes identifiers."""

from pathlib import Path

from cautery.app import App
from cautery.kit.clock import WallClock
from cautery.kit.keyring import read_keyring
from cautery.pipeline.installation.install import install
from cautery.pipeline.installation.key_rotation import rotate_keys

EVERY_CHECK = ["folder", "disk", "policy", "key", "trait keys", "database", "journal", "hooks", "log", "newcomers"]

EVERY_CHECK += ["actions", "letters"]


def test_a_rotated_key_stands_before_the_old_one(tmp_path: Path) -> None:
    config = install(tmp_path / "home", name="test.example")
    app = App(config, clock=WallClock(), person="local:ada")
    before = app.keyring
    rotated = rotate_keys(app)
    app.close()

    assert read_keyring(config.trait_keys) == rotated
    assert [key.id for key in rotated.keys] == ["k2", "k1"]
    assert rotated.keys[1].secret == before.keys[0].secret
    assert config.trait_keys.stat().st_mode & 0o077 == 0
