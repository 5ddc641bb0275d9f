"""Statements of reasons: what the account holder is told, in words that can be read, in their language where we have one.

Regulation (EU) 2022/2065, Article 17(3): (a) which restriction, where and how long; (b) the facts, and whether by notice or of
our own accord; (c) what software did, in finding it and in deciding; (d, e) the ground; (f) the ways of redress.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from cautery.cases.appeals import last_moment
from cautery.model.case import Case, Origin
from cautery.model.decision import LEAVES_UP, ClauseText, Decision, Measure
from cautery.model.judgement import Assessment
from cautery.model.notice import NotifierKind
from cautery.policy.policy import Policy
from cautery.translations.dates import day_in, moment_in
from cautery.translations.languages import SOURCE, direction
from cautery.translations.negotiation import language_of, says_nothing
from cautery.translations.speech import gettext, pgettext, speaking

BODIES = "https://digital-strategy.ec.europa.eu/en/policies/dsa-out-court-dispute-settlement"
"""Where the Commission lists the bodies that are certified under Article 21."""
EXCERPT = 80
"""Letters of an item that name it to its author."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFacts:
    """What a letter says beside the decision itself."""

    handle: str | None = None
    """The name under which its holder knows the account."""
    platform: str = ""
    """The service's name; '': as the platform is called here."""
    operator: str = ""
    """Who runs it; '' where nobody said."""
    item: str = ""
    """The text of the post that was acted on."""
    posted_at: datetime | None = None
    effect: str = ""
    """What a restriction means on this platform, as its connector names it: 'read_only', 'hidden', 'media_hidden'."""
    notifier: NotifierKind | None = None
    """Who told of it; None where nobody did, or it is not known."""
    informed_at: datetime | None = None
    """When the holder could first read it; None: at the decision."""


NO_FACTS = LetterFacts()


def statement_of(
    decision: Decision,
    case: Case,
    *,
    policy: Policy,
    assessment: Assessment | None,
    language: str | None,
    facts: LetterFacts = NO_FACTS,
) -> Statement | None:
    """Write the statement of a decision; None when nothing was done to the account that it must be told of.

    Args:
        language: the account's, as far as is known; None: English.
    """
    if decision.measure in LEAVES_UP or decision.clause is None or decision.at is None:
        return None
    written = language_of(language) or SOURCE
    missing = language_of(language) is None and not says_nothing(language)
    clause = _clause_in(decision, policy, written)
    with speaking(written):
        paragraphs = tuple(_paragraphs(decision, case, clause, assessment, facts, language=written, missing=missing))
        title = pgettext("letter", "Statement of reasons: our decision about your account on {platform}")
    return Statement(
        language=written,
        direction=direction(written),
        title=title.format(platform=facts.platform or decision.about.platform),
        paragraphs=paragraphs,
        instead_of=language if missing else None,
    )


def clause_text_of(decision: Decision, policy: Policy) -> ClauseText | None:
    """Give what the clause of a decision said when it was made; of decisions from before this was kept, what it says today."""
    return decision.clause_text or policy.clause_text(decision.clause)


def _clause_in(decision: Decision, policy: Policy, language: str) -> ClauseText:
    """Give the clause in a language, where the policy has it there and did not change it since."""
    said = clause_text_of(decision, policy) or ClauseText(title=decision.clause or "", text="")
    return (
        policy.clause_text(decision.clause, language) or said if said == policy.clause_text(decision.clause) else said
    )


def _paragraphs(
    decision: Decision,
    case: Case,
    clause: ClauseText,
    assessment: Assessment | None,
    facts: LetterFacts,
    *,
    language: str,
    missing: bool,
) -> Iterator[str]:
    assert decision.at is not None
    if missing:
        yield gettext("This letter is in English. You may write to us in your own language.")
    yield _sender(facts.operator, facts.platform or decision.about.platform)
    what = pgettext("letter", "On {day}, {measure}. This applies in all countries and has no end date.")
    yield what.format(day=_apart(day_in(language, decision.at)), measure=_done(decision, facts, language))
    yield pgettext("letter", "What we found: {reason}").format(reason=_apart(decision.reason))
    violated = pgettext("letter", "This is not allowed under our terms and conditions, rule “{title}”: {text}")
    yield violated.format(title=_apart(clause.title), text=_apart(clause.text))
    yield _origin(case.origin, facts.notifier)
    yield _exemption(assessment.says if assessment else "")
    yield pgettext(
        "letter",
        "You can also go to a certified out-of-court dispute settlement body (Article 21 of Regulation (EU) 2022/2065; "
        "list: {url}) or to a court.",
    ).format(url=_apart(BODIES))
    deadline = moment_in(language, last_moment(facts.informed_at or decision.at))
    yield pgettext(
        "letter",
        "If you think this is wrong, you can lodge a complaint free of charge until {deadline}. Someone who did not take "
        "this decision will look at your complaint and answer within two weeks. The form is here:",
    ).format(deadline=_apart(deadline))


def _sender(operator: str, platform: str) -> str:
    if not operator:
        return pgettext("letter", "The moderators of {platform} write to you.").format(platform=_apart(platform))
    sender = pgettext("letter", "{operator}, which runs {platform}, writes to you.")
    return sender.format(operator=_apart(operator), platform=_apart(platform))


def _done(decision: Decision, facts: LetterFacts, language: str) -> str:
    account = f"{facts.handle} ({decision.about.id})" if facts.handle else str(decision.about.id)
    said = _measure(decision.measure, whole=decision.post is None, effect=facts.effect)
    return said.format(account=_apart(account), item=_apart(_item(decision, facts, language)))


def _item(decision: Decision, facts: LetterFacts, language: str) -> str:
    """Name an item as its author knows it: by its first words, its day and its id."""
    words = " ".join(facts.item.split())
    start = f"“{words[:EXCERPT]}{'…' if len(words) > EXCERPT else ''}”" if words else ""
    day = day_in(language, facts.posted_at) if facts.posted_at else ""
    return " · ".join(part for part in (start, day, decision.post or "") if part)


def _measure(measure: Measure, *, whole: bool, effect: str) -> str:
    match measure:
        case "suspend":
            return pgettext("letter", "we suspended your account {account}")
        case "restrict":
            return _restricted(effect)
        case "remove":
            if whole:
                return pgettext("letter", "we removed the content of your account {account}")
            return pgettext("letter", "we removed this item from your account {account}: {item}")
        case "mark":
            if effect == "media_hidden":
                return pgettext("letter", "we put all images and films of your account {account} behind a warning")
            if whole:
                return pgettext("letter", "we put a warning on your account {account}")
            return pgettext("letter", "we put a warning on this item of your account {account}: {item}")
        case "none" | "observe":
            raise AssertionError("nothing is told of what leaves an account up")
        case _ as other:
            assert_never(other)


def _restricted(effect: str) -> str:
    match effect:
        case "read_only":
            return pgettext("letter", "we restricted your account {account}: you can read, but not write")
        case "hidden":
            return pgettext("letter", "we restricted your account {account}: only your followers see your posts")
    return pgettext("letter", "we restricted your account {account}")


def _origin(origin: Origin, notifier: NotifierKind | None) -> str:
    """Say what made us look, what software did, and that a person decided. Monitoring for an authority is not told."""
    match origin:
        case "suspicion":
            return pgettext(
                "letter",
                "We checked your account on our own initiative. A program selected it automatically. "
                "The decision was made by a person, not by a program.",
            )
        case "return":
            return pgettext(
                "letter",
                "We checked your account on our own initiative. A program found signs that your account probably continues "
                "one that we had suspended. A person checked this and decided.",
            )
        case "restored":
            return pgettext(
                "letter",
                "We checked your account again: we had taken it for the continuation of another account, and that account "
                "has since been restored. A person decided.",
            )
        case "network":
            return pgettext(
                "letter",
                "We checked your account on our own initiative. A program found signs that your account acts together with "
                "other accounts. A person checked this and decided.",
            )
        case "notice":
            return _told_by(notifier)
        case "observed":
            return pgettext(
                "letter",
                "We checked your account on our own initiative. The decision was made by a person, not by a program.",
            )
        case _ as other:
            assert_never(other)


def _told_by(notifier: NotifierKind | None) -> str:
    match notifier:
        case "authority":
            return pgettext(
                "letter",
                "We checked your account because an authority had asked us to act. "
                "The decision was made by a person, not by a program.",
            )
        case "trusted_flagger":
            return pgettext(
                "letter",
                "We checked your account because we received a notice from a trusted flagger (Article 22 of "
                "Regulation (EU) 2022/2065). The decision was made by a person, not by a program.",
            )
        case "partner":
            return pgettext(
                "letter",
                "We checked your account because we received a notice from another organisation. "
                "The decision was made by a person, not by a program.",
            )
        case "user" | None:
            return pgettext(
                "letter",
                "We checked your account because we received a notice; we do not say who sent it. "
                "The decision was made by a person, not by a program.",
            )
        case _ as other:
            assert_never(other)


def _exemption(says: str) -> str:
    if not says:
        return pgettext(
            "letter",
            "We also checked whether it serves news reporting, education, research, art or the fight against terrorism. "
            "We found that it does not.",
        )
    considered = pgettext(
        "letter",
        "We also checked whether it serves news reporting, education, research, art or the fight against terrorism. "
        "Our answer: {says}",
    )
    return considered.format(says=_apart(says))


def _apart(value: str) -> str:
    """Set a value apart, so that its direction and the letter's do not mix (U+2068 and U+2069, Unicode Annex 9)."""
    return f"{ISOLATE}{value.replace(ISOLATE, '').replace(END, '')}{END}"
