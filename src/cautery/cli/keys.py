"""`cautery keys`: what identifying traits are hashed with."""

import typer

from cautery.cli.output import HERE, AsJson, Home, emit, say

keys = typer.Typer(
    no_args_is_help=True, help="Keys that hash device IDs, IP addresses, e-mail addresses and phone numbers."
)


@keys.callback()
def about() -> None:
    """Manage the keys that hash identifiers."""


@keys.command("rotate")
def rotate(home: Home = HERE, as_json: AsJson = False) -> None:
    """Create a new key. The old one stays valid for 90 days."""
    from cautery.app import opened
    from cautery.pipeline.installation.key_rotation import rotate_keys

    with opened(home) as app:
        keyring = rotate_keys(app)
    said = [{"key": key.id, "until": key.until} for key in keyring.keys]
    emit(said, as_json=as_json, show=lambda _: say(f"Keys in use: {len(keyring.keys)}."))
