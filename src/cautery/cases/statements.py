"""Statements of reasons: what the account holder is told, in words that can be read, in their language where we have one.

Regulation (EU) 2022/2065, Article 17(3): which restriction, where and how long; the facts; whether by notice or of our own
accord; what software did; the ground; and how to object.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from cautery.model.case import Case, Origin
from cautery.model.decision import LEAVES_UP, ClauseText, Decision, Measure
from cautery.model.judgement import Assessment
from cautery.policy.policy import Policy
from cautery.translations.languages import LANGUAGES, SOURCE, direction
from cautery.translations.speech import gettext, pgettext, speaking

UNTOLD = ("und", "zxx", "qme", "qht", "qam", "qct", "qst")
"""What platforms write where they do not know a language, or where there is none: nobody misses a letter in it."""
ISOLATE, END = "\u2068", "\u2069"


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
    decision: Decision,
    case: Case,
    *,
    policy: Policy,
    assessment: Assessment | None,
    language: str | None,
    handle: str | None = None,
) -> Statement | None:
    """Write the statement of a decision; None when nothing was done to the account that it must be told of.

    Args:
        language: the account's, as far as is known; None: English.
        handle: the name under which its holder knows the account; None: its id.
    """
    if decision.measure in LEAVES_UP or decision.clause is None or decision.at is None:
        return None
    asked = language.partition("-")[0].lower() if language else SOURCE
    written = asked if asked in LANGUAGES else SOURCE
    missing = written != asked and asked not in UNTOLD
    clause = clause_text_of(decision, policy) or ClauseText(title=decision.clause, text="")
    name = handle or decision.about.id
    with speaking(written):
        paragraphs = tuple(_paragraphs(decision, case, clause, assessment, name=name, missing=missing))
        title = pgettext("letter", "Why we acted on your account")
    return Statement(
        language=written,
        direction=direction(written),
        title=title,
        paragraphs=paragraphs,
        instead_of=language if missing else None,
    )


def clause_text_of(decision: Decision, policy: Policy) -> ClauseText | None:
    """Give what the clause of a decision said when it was made; of decisions from before this was kept, what it says today."""
    return decision.clause_text or policy.clause_text(decision.clause)


def _paragraphs(
    decision: Decision, case: Case, clause: ClauseText, assessment: Assessment | None, *, name: str, missing: bool
) -> Iterator[str]:
    assert decision.at is not None
    done = _done(decision.measure).format(account=_apart(name))
    what = pgettext("letter", "On {day}, {measure}, with effect everywhere and without an end date.")
    yield what.format(day=_apart(f"{decision.at:%Y-%m-%d}"), measure=done)
    yield pgettext("letter", "Reason: {reason}").format(reason=_apart(decision.reason))
    violated = pgettext("letter", 'This violates our policy "{title}": {text}')
    yield violated.format(title=_apart(clause.title), text=_apart(clause.text))
    yield _origin(case.origin)
    yield _exemption(assessment.says if assessment else "")
    yield pgettext(
        "letter",
        "If you disagree, you can appeal within six months, free of charge, at this link. "
        "Another moderator reviews the decision and answers within two weeks.",
    )
    yield pgettext("letter", "You can also use an out-of-court dispute settlement body or go to court.")
    if missing:
        yield gettext(
            "We do not have this letter in your language yet, so it is in English. You can appeal in your own language."
        )


def _done(measure: Measure) -> str:
    match measure:
        case "suspend":
            return pgettext("letter", "we suspended your account {account}")
        case "restrict":
            return pgettext("letter", "we restricted your account {account}")
        case "remove":
            return pgettext("letter", "we removed content of your account {account}")
        case "mark":
            return pgettext("letter", "we added a warning to your account {account} or to one of its posts")
        case "none" | "observe":
            raise AssertionError("nothing is told of what leaves an account up")
        case _ as other:
            assert_never(other)


def _origin(origin: Origin) -> str:
    """Say what made us look, and that a person decided. Monitoring for an authority is not told."""
    match origin:
        case "suspicion":
            return pgettext(
                "letter", "We reviewed your account on our own initiative. Software flagged it, and a person decided."
            )
        case "return":
            return pgettext(
                "letter",
                "We reviewed your account on our own initiative. Software flagged it as a probable continuation of an "
                "account that we had removed, and a person decided.",
            )
        case "restored":
            return pgettext(
                "letter",
                "We reviewed your account again because an account that it was linked to had been restored. "
                "A person decided.",
            )
        case "network":
            return pgettext(
                "letter",
                "We reviewed your account on our own initiative. Software flagged it as one of a group of accounts that "
                "act together, and a person decided.",
            )
        case "notice":
            return pgettext("letter", "We reviewed your account because we received a report. A person decided.")
        case "observed":
            return pgettext("letter", "We reviewed your account on our own initiative. A person decided.")
        case _ as other:
            assert_never(other)


def _exemption(says: str) -> str:
    if not says:
        return pgettext(
            "letter",
            "We also considered whether it is news, education, research, art or counter-speech, and found that it is not.",
        )
    considered = pgettext(
        "letter", "We also considered whether it is news, education, research, art or counter-speech. {says}"
    )
    return considered.format(says=_apart(says))


def _apart(value: str) -> str:
    """Set a value apart, so that its direction and the letter's do not mix (U+2068 and U+2069, Unicode Annex 9)."""
    return f"{ISOLATE}{value.replace(ISOLATE, '').replace(END, '')}{END}"
