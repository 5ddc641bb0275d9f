"""Make an installation, or bring one up to this version."""

import re
from pathlib import Path

from cautery.config import Config, read_config
from cautery.errors import Invalid
from cautery.kit.clock import WallClock
from cautery.kit.files import replace_file
from cautery.kit.keyring import new_keyring, read_keyring, write_keyring
from cautery.kit.note import new_signer
from cautery.policy.policy import read_policy
from cautery.store.migrate import migrate


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
    migrate(config.database)
    return config


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
