"""Wiring: opens an installation's parts when they are first asked for. Knows everything, decides nothing."""

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from cautery.access.seals import Seals, read_seals
from cautery.config import Config, read_config
from cautery.errors import Missing
from cautery.kit.clock import Clock, WallClock
from cautery.kit.files import replace_file
from cautery.kit.keyring import Keyring, read_keyring
from cautery.kit.note import Signer, read_signer
from cautery.platforms.connector import Connector
from cautery.platforms.opening import open_platform
from cautery.policy.policy import Policy, read_policy
from cautery.store.audit import latest_note, refuse_if_behind
from cautery.store.database import Database, ReadConnection, open_database
from cautery.store.ledger import WriteTransaction


class App:
    """One opened installation, and who is at the keys."""

    def __init__(self, config: Config, *, clock: Clock, person: str, wall: Clock | None = None) -> None:
        """Open an installation.

        Args:
            clock: the time of what happens on platforms.
            wall: the time of the people at work, when it is another one: a simulated platform lives a day in a second.
        """
        self.config, self.clock, self.person, self.wall = config, clock, person, wall or clock

    @cached_property
    def database(self) -> Database:
        return open_database(self.config.database, seals=self.seals)

    @cached_property
    def seals(self) -> Seals:
        """Give the key that what lets people in is bound to."""
        return read_seals(self.config.access_key)

    @cached_property
    def policy(self) -> Policy:
        return read_policy(self.config.policy)

    @cached_property
    def signer(self) -> Signer:
        """Give the key that signs the log."""
        try:
            return read_signer(self.config.signing_key.read_text(encoding="utf-8", errors="replace"))
        except FileNotFoundError:
            raise Missing(
                f"The log's signing key '{self.config.signing_key}' is gone; restore it from a backup. "
                f"A new key would not prove what the old one signed."
            ) from None

    @cached_property
    def keyring(self) -> Keyring:
        """Give the keys that hash what identifies people."""
        found = read_keyring(self.config.trait_keys)
        if found is None:
            raise Missing(
                f"The keys '{self.config.trait_keys}' are gone; restore them from a backup, or make new ones with "
                f"'cautery init --home {self.config.home}': then nobody is known again by device, address or mail."
            )
        return found

    def platform(self, name: str) -> Connector:
        """Open a platform that the owner configured; whoever asked for it closes it."""
        return open_platform(self.config.reach(name))

    @contextmanager
    def reading(self) -> Iterator[ReadConnection]:
        """Look at the ledgers."""
        with self.database.reading() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[WriteTransaction]:
        """Write facts in one transaction; the signed root of the grown log is then put beside the database too.

        A database that is older than that root is not written to: the next root would hide what is missing.
        """
        with self.database.writing() as connection:
            if self.config.checkpoint.exists():
                kept = self.config.checkpoint.read_text(encoding="utf-8", errors="replace")
                refuse_if_behind(connection, kept, verifier=self.signer.verifier())
            yield WriteTransaction(connection=connection, by=self.person, at=self.clock.now(), signer=self.signer)
        with self.database.writing() as connection:  # the turn of one writer, so that no older root comes last
            note = latest_note(connection)
            if note is not None:
                self.config.checkpoint.parent.mkdir(mode=0o700, exist_ok=True)
                replace_file(self.config.checkpoint, note.encode())

    @contextmanager
    def noting(self) -> Iterator[ReadConnection]:
        """Write what is no fact, in one transaction: who is in, who looks at what. The log does not grow by it."""
        with self.database.writing() as connection:
            yield connection

    def acting_as(self, person: str) -> "App":
        """Give the same installation with somebody else at the keys."""
        other = App(self.config, clock=self.clock, person=person, wall=self.wall)
        other.__dict__.update(database=self.database, policy=self.policy, signer=self.signer, seals=self.seals)
        return other

    def close(self) -> None:
        """Let go of what was opened."""
        if "database" in self.__dict__:
            self.database.close()


@contextmanager
def opened(home: Path) -> Iterator[App]:
    """Open the installation in a folder, acting as the user of the system."""
    app = App(read_config(home), clock=WallClock(), person=local_person())
    try:
        yield app
    finally:
        app.close()


def local_person() -> str:
    """Name whoever types, as every log entry will show them."""
    return f"local:{getpass.getuser()}"
