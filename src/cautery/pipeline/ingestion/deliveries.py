"""Receive: what a platform sends to our door by itself comes in, once it proved where it comes from."""

from cautery.app import App
from cautery.errors import Invalid
from cautery.events.intake import IngestReport
from cautery.kit.canonical import digest
from cautery.model.intake import UnreadableItem
from cautery.pipeline.ingestion.shared import SharedIngestion
from cautery.pipeline.ingestion.sources import SourceTurn, note
from cautery.platforms.connector import Delivery
from cautery.platforms.opening import read_delivery


def receive(app: App, door: SharedIngestion, platform: str, delivery: Delivery) -> IngestReport:
    """Take in what was sent; when this returns, it survives `kill -9`. What was sent before is known.

    Refused when it is not signed as that platform signs; Invalid when it means nothing here, or cannot be kept. That is told on
    Health without what it says, for it may be a letter between people; the platform sends it again for a while.
    """
    try:
        events = read_delivery(app.config.reach(platform), delivery)
        return door.accept(app, events) if events else IngestReport()
    except Invalid as error:
        place = f"delivery {digest(delivery.body.hex())[:12]}"
        unread = UnreadableItem(reader="delivery", place=place, reason=str(error), raw=b"")
        note(app, platform, SourceTurn(unread=[unread]))
        raise
