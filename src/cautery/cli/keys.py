"""`cautery keys`: what identifying traits are hashed with, webhooks signed with, and backups encrypted to."""

from pathlib import Path
from typing import Annotated

import typer

from cautery.cli.output import HERE, AsJson, Home, emit, say
from cautery.translations.speech import gettext

keys = typer.Typer(
    no_args_is_help=True, help="Keys that hash device IDs, IP addresses, e-mail addresses and phone numbers."
)


@keys.callback()
def about() -> None:
    """Manage the keys that hash identifiers."""


@keys.command("rotate")
def rotate(
    webhooks: Annotated[
        bool, typer.Option("--webhooks", help="Rotate the secrets that sign webhooks instead of the hash key.")
    ] = False,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Create a new key. The old one stays valid for 90 days."""
    from cautery.app import opened
    from cautery.pipeline.installation.key_rotation import rotate_keys
    from cautery.pipeline.notifications.webhooks import renew_secrets

    with opened(home) as app:
        keyring = renew_secrets(app) if webhooks else rotate_keys(app)
    said = [{"key": key.id, "until": key.until} for key in keyring.keys]
    emit(said, as_json=as_json, show=lambda _: say(gettext("Keys in use: {keys}.").format(keys=len(keyring.keys))))


@keys.command("backup")
def backup(
    secret: Annotated[Path, typer.Argument(help="New file for the secret key. Keep it off this machine.")],
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Create the key pair that encrypts backups. The public key stays here, the secret key goes into a file."""
    from cautery.app import opened
    from cautery.pipeline.installation.key_rotation import make_backup_key

    with opened(home) as app:
        public = make_backup_key(app, secret)
    emit(
        {"public": public, "secret": str(secret)},
        as_json=as_json,
        show=lambda _: say(
            gettext(
                "Backups are encrypted to {public} from now on. Only '{secret}' opens them: keep it elsewhere, twice."
            ).format(public=public, secret=secret)
        ),
    )
