"""What was chosen on a form, as the words that the story knows."""

from cautery.cases.exemptions import PURPOSES
from cautery.errors import Invalid
from cautery.model.decision import Measure
from cautery.model.judgement import Purpose

MEASURES: tuple[Measure, ...] = ("suspend", "restrict", "remove", "mark", "none")


def measure_of(said: str) -> Measure:
    """Read what is to be done."""
    if said not in MEASURES:
        raise Invalid("Choose what is to be done, or that nothing is.")
    return MEASURES[MEASURES.index(said)]


def purpose_of(said: str) -> Purpose:
    """Read what speech is for."""
    found = next((purpose for purpose in PURPOSES if purpose == said), None)
    if found is None:
        raise Invalid("Choose what the speech is for, or 'none of these'.")
    return found
