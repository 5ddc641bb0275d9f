"""A platform in memory, where invented people live: the ordinary, reporters, opponents, researchers, believers, fans, and
operators who run several accounts and come back after a suspension. The same seed lives the same life.

All texts are invented, and so is the organisation that they are about.
"""

from cautery.platforms.connectors.simulator.platform import Simulator

__all__ = ["Simulator"]
