"""Which stages follow an event, in their order."""

from collections.abc import Mapping, Sequence

from cautery.app import App
from cautery.events.stage import Stage
from cautery.kit.extras import is_installed
from cautery.pipeline.cases.reported import ItemNoticesStage, NoticesStage
from cautery.pipeline.connections.search_stage import SearchStage
from cautery.pipeline.history.keeping import HistoryStage
from cautery.worker.consumer import Consumer, Progress

DETECTS = all(map(is_installed, ("numba", "rapidfuzz", "scipy", "sklearn")))
"""Whether the extra that detection needs is there; once it is, detection begins where the journal begins."""
if DETECTS:
    from cautery.pipeline.detection.signup_screening import NewcomersStage
    from cautery.pipeline.detection.suspicion_stage import SuspicionStage


def stages(app: App) -> Sequence[Stage]:
    """Make the stages of an installation."""
    always = (NoticesStage(app), HistoryStage(app), ItemNoticesStage(app), SearchStage(app))
    return (*always, NewcomersStage(app), SuspicionStage(app)) if DETECTS else always


def follow_all(app: App, progress: Progress = lambda _stage, _events: None) -> Mapping[str, int]:
    """Let every stage follow what has come in, for a command that took it in where nothing is served; how many events each."""
    consumer = Consumer(app, stages(app))
    try:
        return consumer.follow_all(progress)
    finally:
        consumer.close()
