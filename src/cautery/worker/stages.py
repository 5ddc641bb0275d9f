"""Which stages follow an event, in their order."""

from collections.abc import Sequence

from cautery.app import App
from cautery.events.stage import Stage


def stages(app: App) -> Sequence[Stage]:
    """Make the stages of an installation."""
    return ()
