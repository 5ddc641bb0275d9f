"""Put a new key in the place of the one that hashes identifiers."""

from cautery.app import App
from cautery.kit.keyring import Keyring, write_keyring


def rotate_keys(app: App) -> Keyring:
    """Put a new key in the place of the one that hashes identifying traits; the old one is used beside it for 90 days."""
    rotated = app.keyring.rotated(at=app.clock.now())
    write_keyring(rotated, app.config.trait_keys)
    return rotated
