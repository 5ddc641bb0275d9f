"""Opens a platform: takes the plug-in that knows its language, and tells it how to reach it."""

from collections.abc import Sequence

from cautery.kit.shelf import take
from cautery.model.event import AnyEvent
from cautery.platforms import connectors
from cautery.platforms.connector import Connector, Delivery
from cautery.platforms.reach import Reach


def open_platform(reach: Reach) -> Connector:
    """Prepare to speak with a platform; nothing is asked yet."""
    return take(connectors, reach.connector, Connector).connect(reach)  # type: ignore[type-abstract]


def read_delivery(reach: Reach, delivery: Delivery) -> Sequence[AnyEvent]:
    """Read what a platform sent by itself, in its language."""
    return take(connectors, reach.connector, Connector).read_delivery(reach, delivery)  # type: ignore[type-abstract]
