"""Give an installation's history."""

from cautery.app import App
from cautery.engine.lake import Lake


def lake_of(app: App) -> Lake:
    """Give an installation's history."""
    return Lake(app.config.lake)
