"""What was chosen on a form, as the words that the story knows."""

from collections.abc import Mapping

from cautery.cases.exemptions import PURPOSES
from cautery.errors import Invalid
from cautery.model.decision import Measure
from cautery.model.judgement import Purpose

MEASURES: tuple[Measure, ...] = ("suspend", "restrict", "remove", "mark", "none")

TRACES: Mapping[str, str] = {
    "link": "the same link",
    "text": "nearly the same text",
    "media": "the same media",
    "hashtag": "the same hashtag",
    "hashtags": "the same hashtags in order",
    "handoff": "the same contact",
    "repost": "reposts of the same post",
    "follow": "following the same account",
    "session": "the same session trait",
    "continues": "probably one hand",
}
"""What ties two accounts, in a few words."""
CAUSES: Mapping[str, str] = {
    "an interest": "people who care for the same things share them too, but over hours and days, not within the hour",
    "an event": "a newsroom or a protest is in step on a few days, not on many that are apart",
    "a habit": "a congregation meets at the same few hours of each day",
    "one source": "those who follow one account or site learn of the same things at the same time",
}
"""What ordinarily explains that accounts act at the same time; a network is named only when none of them does."""

TIES: Mapping[str, tuple[str, str]] = {
    "hand": ("Same operator", "one person runs both accounts"),
    "household": ("Same household", "a sibling, partner or parent: one line, perhaps one device, another hand"),
    "place": ("Shared place", "a café, campus, office, telephone network or VPN that many use"),
    "passed_on": ("Device or number passed on", "sold, given away or assigned again; the earlier user has gone"),
    "mate": ("Same group", "a club, class, parish, team or paper: its members post alike"),
    "copyist": ("Impersonator", "somebody who copies what anybody can see of the earlier account"),
    "stranger": ("Unrelated", "what agrees, agrees by coincidence"),
}
"""What two accounts may be to each other: its name, and what that is."""

STATES: Mapping[str, str] = {
    "waiting": "not sent yet",
    "intended": "being sent",
    "sent": "sent, not yet looked at",
    "confirmed": "in force, and looked at again",
    "parked": "could not be done, and waits for a person",
    "undone": "taken back",
}
"""How far what was decided is in force."""


def trace_of(name: str) -> str:
    """Say what ties two accounts."""
    return TRACES.get(name, name.replace("_", " "))


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
