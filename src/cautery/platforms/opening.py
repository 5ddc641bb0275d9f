"""Opens a platform: takes the plug-in that knows its language, and tells it how to reach it."""

from cautery.kit.shelf import take
from cautery.platforms import connectors
from cautery.platforms.connector import Connector
from cautery.platforms.reach import Reach


def open_platform(reach: Reach) -> Connector:
    """Prepare to speak with a platform; nothing is asked yet."""
    return take(connectors, reach.connector, Connector).connect(reach)  # type: ignore[type-abstract]
