"""`cautery init`: makes an installation."""

from cautery.cli.output import HERE, AsJson, Home


def init(home: Home = HERE, as_json: AsJson = False) -> None:
    """Make an installation: an embedded store, keys, and a settings file."""
