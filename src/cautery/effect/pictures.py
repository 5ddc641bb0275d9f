"""Pictures of effect, where charts can be drawn here: the libraries of the extra `charts` are loaded for the first picture."""

from importlib import import_module

from cautery.effect.figure import Measure
from cautery.kit.extras import is_installed


def picture(measure: Measure) -> str | None:
    """Draw a measure as SVG; None where there is nothing to draw, or nothing to draw with."""
    if not is_installed("altair"):
        return None
    drawn: str | None = import_module("cautery.effect.charts").picture(measure)
    return drawn
