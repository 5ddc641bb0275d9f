"""`cautery keys`: what identifying traits are hashed with."""

import typer

from cautery.cli.output import HERE, AsJson, Home, emit

keys = typer.Typer(no_args_is_help=True, help="The keys that hash devices, addresses, mail and telephone numbers.")


@keys.callback()
def about() -> None:
    """Keep the keys that hash what identifies people."""


@keys.command("rotate")
def rotate(home: Home = HERE, as_json: AsJson = False) -> None:
    """Put a new key in the old one's place. The old one is used beside it for 90 days."""
    from cautery.app import opened
    from cautery.pipeline.installation.key_rotation import rotate_keys

    with opened(home) as app:
        keyring = rotate_keys(app)
    said = [{"key": key.id, "until": key.until} for key in keyring.keys]
    emit(said, as_json=as_json, show=lambda _: print(f"Traits are hashed with {len(keyring.keys)} keys now."))
