"""Make an installation, or bring one up to this version."""

import re
from pathlib import Path

from cautery.access.seals import make_seals, read_seals
from cautery.config import Config, read_config
from cautery.errors import Invalid
from cautery.kit.clock import WallClock
from cautery.kit.files import replace_file
from cautery.kit.keyring import new_keyring, read_keyring, write_keyring
from cautery.kit.note import new_signer
from cautery.policy.policy import read_policy
from cautery.store.database import open_database
from cautery.store.migrate import migrate, tables_before
from cautery.store.sealed import seal_all

SEALED_SINCE = "0015"
"""Tables of earlier versions have rows that were never sealed; of later ones, a row without a seal is another hand's."""


def install(home: Path, *, name: str) -> Config:
    """Make an installation, or bring one up to this version; whatever is there already is kept."""
    settings = home / "cautery.toml"
    if not settings.exists():
        if not re.fullmatch(r"[A-Za-z0-9._/-]+", name):
            raise Invalid(f"'{name}' cannot name an installation: letters, digits, '.', '-', '_' and '/' only.")
        _make_folder(home)
        replace_file(settings, f'name = "{name}"\n# policy = "policy.toml"\n'.encode())
    config = read_config(home)
    read_policy(config.policy)
    _make_key(config)
    _make_keyring(config)
    is_new = make_seals(config.access_key)
    before = tables_before(config.database)
    migrate(config.database)
    if is_new and before is not None and before < SEALED_SINCE:
        _seal_what_is_there(config)
    return config


def _seal_what_is_there(config: Config) -> None:
    """Bind what lets people in from before there was a key to it; once, when the key is made."""
    database = open_database(config.database, seals=read_seals(config.access_key))
    with database.writing() as connection:
        seal_all(connection)
    database.close()


def _make_folder(home: Path) -> None:
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        home.chmod(0o700)
    except OSError as error:
        raise Invalid(f"'{home}' cannot hold an installation: {error.strerror}.") from None


def _make_key(config: Config) -> None:
    if not config.signing_key.exists():
        config.signing_key.parent.mkdir(mode=0o700, exist_ok=True)
        signer = new_signer(config.name)
        replace_file(config.signing_key.with_suffix(".pub"), signer.verifier().written().encode())
        replace_file(config.signing_key, signer.written().encode(), mode=0o600)


def _make_keyring(config: Config) -> None:
    if read_keyring(config.trait_keys) is None:
        write_keyring(new_keyring(at=WallClock().now()), config.trait_keys)
