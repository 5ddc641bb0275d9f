"""A platform in memory, where invented people live: the ordinary, reporters, opponents, researchers, believers, fans, and
operators who run several accounts and come back after a suspension. The same seed lives the same life.

There are two ways to use it: `world` lives hour by hour and answers to measures; `crowd` draws a large population at once,
to judge the recognition of those who come back. Both draw accounts from `looks`, hands from `hands`, and what they assume
from `parameters`.

All texts are invented, and so is the organisation that they are about.
"""

from cautery.platforms.connectors.simulator import Simulator

__all__ = ["Simulator"]
