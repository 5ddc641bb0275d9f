"""`cautery keys`: what identifying traits are hashed with, and what webhooks are signed with."""

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
