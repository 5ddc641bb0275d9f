"""Writes a decision as a statement of reasons for the transparency database, in standard words and without personal data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from cautery.kit.canonical import digest
from cautery.model.case import Case
from cautery.model.decision import ClauseText, Decision, Measure
from cautery.model.exhibit import Exhibit
from cautery.model.notice import NotifierKind
from cautery.reports.dsa_statement import CODES, FIRST_CONTENT

CATEGORY, KEYWORD = "STATEMENT_CATEGORY_RISK_FOR_PUBLIC_SECURITY", "KEYWORD_TERRORIST_CONTENT"
"""Number 10 and 10d of the database's own list."""
MEASURES: Mapping[Measure, Mapping[str, object]] = {
    "suspend": {"decision_account": "DECISION_ACCOUNT_SUSPENDED"},
    "restrict": {"decision_visibility": ["DECISION_VISIBILITY_CONTENT_INTERACTION_RESTRICTED"]},
    "remove": {"decision_visibility": ["DECISION_VISIBILITY_CONTENT_REMOVED"]},
    "mark": {"decision_visibility": ["DECISION_VISIBILITY_CONTENT_LABELLED"]},
}
SOURCES: Mapping[NotifierKind, str] = {
    "user": "SOURCE_ARTICLE_16",
    "trusted_flagger": "SOURCE_TRUSTED_FLAGGER",
    "partner": "SOURCE_TYPE_OTHER_NOTIFICATION",
    "authority": "SOURCE_TYPE_OTHER_NOTIFICATION",
}
EVERYWHERE = sorted(CODES["territorial_scope"])
MEDIA = {"image": "CONTENT_TYPE_IMAGE", "video": "CONTENT_TYPE_VIDEO", "audio": "CONTENT_TYPE_AUDIO"}


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementFacts:
    """What a statement is written from."""

    decision: Decision
    case: Case
    clause: ClauseText
    shown: Exhibit | None
    notifier: NotifierKind | None
    """Who told of it, of those whose word weighs most; None: nobody did."""
    applied_at: datetime
    """When the measure came into force."""


def statement_of_decision(facts: StatementFacts) -> Mapping[str, object]:
    """Write the statement. What a reviewer wrote stays here: it may name people."""
    decision, language = facts.decision, _language(facts.shown)
    found_by_software = facts.case.origin in ("suspicion", "return", "network")
    return {
        **MEASURES[decision.measure],
        "decision_ground": "DECISION_GROUND_INCOMPATIBLE_CONTENT",
        "incompatible_content_ground": facts.clause.title[:500],
        "incompatible_content_explanation": facts.clause.text[:2000] or facts.clause.title,
        "content_type": _content_types(facts),
        "category": CATEGORY,
        "category_specification": [KEYWORD],
        "territorial_scope": EVERYWHERE,
        **({"content_language": language} if language else {}),
        "content_date": _content_day(facts).isoformat(),
        "application_date": facts.applied_at.date().isoformat(),
        "decision_facts": _facts(facts),
        "source_type": SOURCES[facts.notifier] if facts.notifier else "SOURCE_VOLUNTARY",
        "automated_detection": "Yes" if found_by_software else "No",
        "automated_decision": "AUTOMATED_DECISION_NOT_AUTOMATED",
        "puid": puid_of(decision),
    }


def puid_of(decision: Decision) -> str:
    """Name a statement: always the same for a decision, and nothing that tells of whom it is."""
    return f"cautery-{digest('statement of reasons', decision.id)[:32]}"


def _facts(facts: StatementFacts) -> str:
    what = "An item of the account" if facts.decision.post else "The account"
    found = {
        "suspicion": "Software pointed the account out.",
        "return": "Software pointed the account out as the probable continuation of an account that had been suspended.",
        "network": "Software pointed the account out as one of several that act together.",
        "restored": "The account was looked at again after a linked account had been restored.",
        "notice": "The provider was told of it.",
        "observed": "The provider looked at it on its own initiative.",
    }[facts.case.origin]
    return (
        f"{what} was found to break the rule '{facts.clause.title}' of the terms and conditions. {found} "
        "A person examined it, also as to whether it serves news reporting, education, research, art or the countering "
        "of terrorism, and took the decision."
    )


def _content_types(facts: StatementFacts) -> Sequence[str]:
    items = facts.shown.items if facts.shown else ()
    if facts.decision.post:
        items = tuple(item for item in items if item.id == facts.decision.post)
    kinds = {MEDIA[kind] for item in items for kind in item.media if kind in MEDIA}
    return sorted(kinds | ({"CONTENT_TYPE_TEXT"} if any(item.text for item in items) or not kinds else set()))


def _content_day(facts: StatementFacts) -> date:
    """Give the day of the item; of a whole account, its registration, as the database's documentation allows."""
    shown, post = facts.shown, facts.decision.post
    if shown and post:
        day = next((item.at for item in shown.items if item.id == post), None)
    else:
        day = shown.face.created_at if shown else None
    return max((day or facts.case.opened_at).date(), FIRST_CONTENT)


def _language(shown: Exhibit | None) -> str | None:
    spoken = (shown.language or "").partition("-")[0].upper() if shown else ""
    return spoken if spoken in CODES["content_language"] else None
