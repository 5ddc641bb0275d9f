"""Which stages follow an event, in their order."""

from collections.abc import Sequence

from cautery.app import App
from cautery.events.stage import Stage
from cautery.pipeline.detection.suspicion_stage import SuspicionStage


def stages(app: App) -> Sequence[Stage]:
    """Make the stages of an installation."""
    return (SuspicionStage(app),)
