"""All measures at once, of everything that was seen or of one takedown."""

from collections.abc import Callable, Mapping

from cautery.effect.collateral import collateral
from cautery.effect.displacement import displacement
from cautery.effect.figure import Measure
from cautery.effect.insularity import insularity
from cautery.effect.observed import observed
from cautery.effect.reach import reach
from cautery.effect.regain import regain
from cautery.effect.regrowth import regrowth
from cautery.effect.replacement import replacement
from cautery.effect.returns import returns
from cautery.effect.sooner import sooner
from cautery.effect.survival import survival
from cautery.effect.tables import ObservedTables
from cautery.effect.undetected import undetected

MEASURES: Mapping[str, Callable[[ObservedTables], Measure]] = {
    "survival": survival,
    "returns": returns,
    "regain": regain,
    "replacement": replacement,
    "reach": reach,
    "regrowth": regrowth,
    "displacement": displacement,
    "insularity": insularity,
    "collateral": collateral,
    "undetected": undetected,
    "observed": observed,
    "sooner": sooner,
}


def measure(seen: ObservedTables) -> dict[str, Measure]:
    """Take every measure."""
    return {name: take(seen) for name, take in MEASURES.items()}
