"""Statements of reasons: what the account holder is told, in words that can be read, in their language where we have one.

Regulation (EU) 2022/2065, Article 17(3): which restriction, where and how long; the facts; whether by notice or of our own
accord; what software did; the ground; and how to object.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec

from cautery.model.case import Case
from cautery.model.decision import LEAVES_UP, Decision, Measure
from cautery.model.judgement import Assessment
from cautery.policy.policy import Policy

STANDS_IN = "en"
UNTOLD = ("und", "zxx", "qme", "qht", "qam", "qct", "qst")
"""What platforms write where they do not know a language, or where there is none: nobody misses a letter in it."""
ISOLATE, END = "\u2068", "\u2069"


class Letter(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words of one language."""

    direction: str
    title: str
    what: str
    facts: str
    clause: str
    origin_suspicion: str
    origin_return: str
    origin_restored: str
    origin_network: str
    origin_notice: str
    exemption: str
    no_exemption: str
    appeal: str
    court: str
    instead: str = ""
    """What is said where there are no words in the language that was asked for; only the letter that stands in has it."""
    measure: Mapping[Measure, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A statement of reasons, ready to be shown or sent."""

    language: str
    direction: str
    title: str
    paragraphs: tuple[str, ...]
    instead_of: str | None = None
    """The language that was asked for, when there is no letter in it."""


def statement_of(
    decision: Decision, case: Case, *, policy: Policy, assessment: Assessment | None, language: str | None
) -> Statement | None:
    """Write the statement of a decision; None when nothing was done to the account that it must be told of."""
    if decision.measure in LEAVES_UP or decision.clause is None or decision.at is None:
        return None
    asked = language.partition("-")[0].lower() if language else STANDS_IN
    spoken = asked if asked in languages() else STANDS_IN
    missing = spoken != asked and asked not in UNTOLD
    letter, clause = letter_in(spoken), policy.clause(decision.clause)
    says = assessment.says if assessment else ""
    measure = letter.measure[decision.measure].format(account=_apart(decision.about.id))
    return Statement(
        language=spoken,
        direction=letter.direction,
        title=letter.title,
        paragraphs=(
            letter.what.format(day=_apart(f"{decision.at:%Y-%m-%d}"), measure=measure),
            letter.facts.format(reason=_apart(decision.reason)),
            letter.clause.format(title=_apart(clause.title), text=_apart(clause.text)),
            _origin(letter, case),
            letter.exemption.format(says=_apart(says)) if says else letter.no_exemption,
            letter.appeal,
            letter.court,
            *((letter.instead,) if missing else ()),
        ),
        instead_of=language if missing else None,
    )


def _origin(letter: Letter, case: Case) -> str:
    """Say what made us look, and that a person decided."""
    return {
        "suspicion": letter.origin_suspicion,
        "return": letter.origin_return,
        "restored": letter.origin_restored,
        "network": letter.origin_network,
        "notice": letter.origin_notice,
    }[case.origin]


def _apart(value: str) -> str:
    """Set a value apart, so that its direction and the letter's do not mix (U+2068 and U+2069, Unicode Annex 9)."""
    return f"{ISOLATE}{value.replace(ISOLATE, '').replace(END, '')}{END}"


@cache
def languages() -> tuple[str, ...]:
    """List the languages that there are letters in."""
    shelf = files("cautery.cases.letters")
    return tuple(sorted(file.name.removesuffix(".toml") for file in shelf.iterdir() if file.name.endswith(".toml")))


@cache
def letter_in(language: str) -> Letter:
    """Read the words of a language."""
    text = files("cautery.cases.letters").joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), type=Letter)
