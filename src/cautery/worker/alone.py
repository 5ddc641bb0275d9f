"""One installation, one history: one process serves a home, and one home has a database."""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from cautery.app import App
from cautery.config import Config
from cautery.errors import Conflict
from cautery.kit.files import replace_file
from cautery.store import installation


@contextmanager
def serving_alone(config: Config) -> Iterator[None]:
    """Be the one process that serves a home; refuse (Conflict) where there is one."""
    descriptor = os.open(config.served, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Conflict(
                f"'{config.home}' is served by another process already; stop that one first, or use it."
            ) from None
        yield
    finally:
        os.close(descriptor)


def claim_database(app: App) -> None:
    """Make the database this home's own, once; refuse (Conflict) one that belongs to another home."""
    name = _name(app.config)
    with app.noting() as connection:
        owner = installation.owner(connection)
        if owner is None:
            installation.claim(connection, name)
        elif owner != name:
            raise Conflict(
                f"The database belongs to another installation than '{app.config.home}': two homes on one database would "
                f"each have half of history. Serve that one's home, or give this one a database of its own in cautery.toml."
            )


def _name(config: Config) -> str:
    """Name this installation, once and for all."""
    if not config.identity.exists():
        replace_file(config.identity, secrets.token_hex(16).encode(), mode=0o600)
    return config.identity.read_text(encoding="ascii").strip()
