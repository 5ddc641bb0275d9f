"""Receive: what a platform sends to our door by itself comes in, once it proved where it comes from."""

from cautery.app import App
from cautery.events.intake import IngestReport
from cautery.pipeline.ingestion.shared import SharedIngestion
from cautery.platforms.connector import Delivery
from cautery.platforms.opening import read_delivery


def receive(app: App, door: SharedIngestion, platform: str, delivery: Delivery) -> IngestReport:
    """Take in what was sent; when this returns, it survives `kill -9`. What was sent before is known.

    Refused when it is not signed as that platform signs; Invalid when it means nothing here, or cannot be kept.
    """
    events = read_delivery(app.config.reach(platform), delivery)
    if not events:
        return IngestReport()
    return door.accept(app, events)
