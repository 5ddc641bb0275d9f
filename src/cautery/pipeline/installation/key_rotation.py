"""New keys: in the place of the one that hashes identifiers, and for those who open backups."""

import os
from pathlib import Path

from cautery.app import App
from cautery.errors import Conflict, Invalid
from cautery.kit.age import new_age_key
from cautery.kit.files import replace_file
from cautery.kit.keyring import Keyring, write_keyring


def rotate_keys(app: App) -> Keyring:
    """Put a new key in the place of the one that hashes identifying traits; the old one is used beside it for 90 days."""
    rotated = app.keyring.rotated(at=app.clock.now())
    write_keyring(rotated, app.config.trait_keys)
    return rotated


def make_backup_key(app: App, secret: Path) -> str:
    """Encrypt backups from now on; the secret half goes into a new file, and stays nowhere here. Gives the public half."""
    made = new_age_key()
    try:
        descriptor = os.open(secret, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        raise Conflict(f"'{secret}' is there already, and may open earlier backups; name a new file.") from None
    except OSError as error:
        raise Invalid(f"'{secret}' cannot be written: {error.strerror}.") from None
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        out.write(f"# opens backups of {app.config.name}\n{made.secret}\n")
        out.flush()
        os.fsync(out.fileno())
    replace_file(app.config.backup_key, f"{made.public}\n".encode())
    return made.public
