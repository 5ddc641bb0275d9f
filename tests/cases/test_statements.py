"""Whoever is acted upon is told what, why, under which rule, and how to object, in a language that they read."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, get_args

import pytest

from cautery.cases.appeals import last_moment
from cautery.cases.statements import LetterFacts, statement_of
from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import Case, CaseId, Origin
from cautery.model.decision import Decision, DecisionId, Measure
from cautery.model.judgement import Assessment
from cautery.model.notice import NotifierKind
from cautery.policy.policy import read_policy
from cautery.translations.dates import day_in, moment_in
from cautery.translations.languages import LANGUAGES, direction

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
ANA = Account(platform=Platform("harbour"), id=AccountId("ana"))
CASE = Case(id=CaseId("c1"), about=ANA, origin="notice", chance=None, reasons=(), opened_at=NOON, due=NOON)
DECISION = Decision(
    id=DecisionId("d1"),
    about=ANA,
    verdict="violating",
    measure="suspend",
    clause="promotes",
    reason="spreads {their} lamps",
    by="ada",
    at=NOON,
    source="review",
    case=CASE.id,
)
POLICY = read_policy(None)
ENGLISH = "This letter is in English."
NOT_EXEMPT = "We found that it does not."
CONNECTING = set("a and in of on or our that the this to we with you your is not".split())
"""English words that stand in no other letter than the English one."""


def told(language: str | None, *, assessment: Assessment | None = None, **facts: Any) -> str:
    found = statement_of(
        DECISION, CASE, policy=POLICY, assessment=assessment, language=language, facts=LetterFacts(**facts)
    )
    assert found is not None
    return "\n".join(found.paragraphs)


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_every_language_it_says_what_why_and_under_which_rule(language: str) -> None:
    text = told(language, operator="Pier e. V.", platform="Harbour", handle="@ana")
    title = POLICY.clause_text("promotes", language)

    assert "@ana (ana)" in text
    assert "Pier e. V." in text
    assert "Harbour" in text
    assert day_in(language, NOON) in text
    assert "spreads {their} lamps" in text
    assert title is not None
    assert title.title in text
    assert title.text in text
    assert "2022/2065" in text
    assert moment_in(language, last_moment(NOON)) in text


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
@pytest.mark.parametrize("measure", ["suspend", "restrict", "remove", "mark"])
@pytest.mark.parametrize("notifier", [None, *get_args(NotifierKind)])
@pytest.mark.parametrize("origin", get_args(Origin))
def test_no_letter_has_english_in_it(
    language: str, measure: Measure, notifier: NotifierKind | None, origin: Origin
) -> None:
    """Every origin, measure and notifier, of an account and of an item, whatever the measure means on a platform."""
    for post, effect in ((None, ""), ("p7", ""), (None, "read_only"), (None, "hidden"), (None, "media_hidden")):
        found = statement_of(
            replace(DECISION, measure=measure, post=post, reason="7"),
            replace(CASE, origin=origin),
            policy=POLICY,
            assessment=None,
            language=language,
            facts=LetterFacts(notifier=notifier, effect=effect, platform="7", item="7"),
        )
        assert found is not None
        words = set(re.findall(r"[a-z]+", " ".join((found.title, *found.paragraphs)).lower())) & CONNECTING
        assert words <= ALSO.get(language, set())
        assert "{" not in " ".join(found.paragraphs)
        assert measure not in ("remove", "mark") or not post or effect or "p7" in found.paragraphs[1]


ALSO = {"de": {"in"}, "es": {"a"}, "fr": {"a"}, "tr": {"a", "in"}}
"""Words that the language has as well."""


@pytest.mark.parametrize("notifier", get_args(NotifierKind))
def test_who_told_of_it_is_said_by_kind(notifier: NotifierKind) -> None:
    """An order, a trusted flagger and a user are three different things for whoever wants to object."""
    said = {
        "authority": "authority",
        "trusted_flagger": "trusted flagger",
        "partner": "another organisation",
        "user": "who sent it",
    }
    text = told("en", notifier=notifier)

    assert [kind for kind, word in said.items() if word in text] == [notifier]


def test_the_item_is_named_as_its_author_knows_it() -> None:
    removed = replace(DECISION, measure="remove", post="p7")
    facts = LetterFacts(item="Lamps  for\neverybody " * 9, posted_at=NOON)
    found = statement_of(removed, CASE, policy=POLICY, assessment=None, language="en", facts=facts)

    assert found is not None
    assert "“Lamps for everybody Lamps" in found.paragraphs[1]
    assert "…” · 1 January 2020 · p7" in found.paragraphs[1]


def test_a_restriction_says_what_it_means_there() -> None:
    restricted = replace(DECISION, measure="restrict")
    found = [
        statement_of(restricted, CASE, policy=POLICY, assessment=None, language="en", facts=LetterFacts(effect=effect))
        for effect in ("read_only", "hidden")
    ]

    assert [
        one is not None and word in one.paragraphs[1]
        for one, word in zip(found, ("not write", "followers"), strict=True)
    ]


@pytest.mark.parametrize("language", [None, "", "en", "und", "EN-gb", "en_US", "eng", "mul"])
def test_where_no_language_is_known_the_letter_is_english(language: str | None) -> None:
    found = statement_of(DECISION, CASE, policy=POLICY, assessment=None, language=language)

    assert found is not None
    assert (found.language, found.instead_of) == ("en", None)
    assert ENGLISH not in found.paragraphs[0]


def test_a_language_without_a_letter_gets_the_english_one_which_says_so() -> None:
    found = statement_of(DECISION, CASE, policy=POLICY, assessment=None, language="tlh")

    assert found is not None
    assert (found.language, found.instead_of) == ("en", "tlh")
    assert ENGLISH in found.paragraphs[0]


def test_a_region_reads_the_letter_of_its_language() -> None:
    assert told("ar-EG") == told("ar") == told("arz") == told("ara")


def test_there_are_letters_in_the_languages_that_such_networks_write_in() -> None:
    assert set(LANGUAGES) >= {"ar", "de", "en", "es", "fr", "ru", "tr"}
    found = statement_of(DECISION, CASE, policy=POLICY, assessment=None, language="ar")

    assert found is not None
    assert found.direction == direction("ar") == "rtl"


@pytest.mark.parametrize("origin", get_args(Origin))
def test_whatever_opened_the_case_there_is_a_letter(origin: Origin) -> None:
    """An ended observation opened a case whose account could be neither shown nor decided."""
    found = statement_of(DECISION, replace(CASE, origin=origin), policy=POLICY, assessment=None, language="en")

    assert found is not None
    assert re.search("person (decided|checked this and decided)|made by a person", found.paragraphs[4].lower())


def test_an_account_holder_never_reads_that_an_authority_watched() -> None:
    watched = replace(CASE, origin="observed")
    found = statement_of(DECISION, watched, policy=POLICY, assessment=None, language="en")

    assert found is not None
    assert not any(word in "".join(found.paragraphs) for word in ("observ", "monitor", "for law enforcement"))


def test_the_account_is_named_as_its_holder_knows_it() -> None:
    found = statement_of(
        DECISION, CASE, policy=POLICY, assessment=None, language="en", facts=LetterFacts(handle="Ana of the pier")
    )

    assert found is not None
    assert "Ana of the pier (ana)" in found.paragraphs[1]


def test_it_never_says_who_decided_or_who_complained() -> None:
    assert "ada" not in told("en")


def test_what_was_said_about_the_exemption_is_told() -> None:
    made = Assessment(decision=DECISION.id, purpose="news", exempt=False, says="Films whole.", by="ada", at=NOON)

    assert "Films whole." in told("en", assessment=made)
    assert NOT_EXEMPT in told("en")


def test_where_nothing_was_done_there_is_nothing_to_tell() -> None:
    for decision in (replace(DECISION, measure="none", clause=None), replace(DECISION, measure="observe")):
        assert statement_of(decision, CASE, policy=POLICY, assessment=None, language="en") is None


def test_a_value_cannot_mix_its_direction_with_the_letters() -> None:
    """Each stands between isolates, and brings none of its own."""
    odd = replace(DECISION, reason="lamps\u2069 at the pier\u2068")
    found = statement_of(odd, CASE, policy=POLICY, assessment=None, language="ar")

    assert found is not None
    assert "\u2068lamps at the pier\u2069" in found.paragraphs[2]
    assert all(line.count("\u2068") == line.count("\u2069") for line in found.paragraphs)


def test_a_later_policy_changes_no_letter_of_an_earlier_decision() -> None:
    """Whoever appeals must find the rule that the decision rests on, though it was reworded, renamed or taken out since."""
    kept = replace(DECISION, clause_text=POLICY.clause_text("promotes"), clause="called so then")
    found = statement_of(kept, CASE, policy=POLICY, assessment=None, language="en")

    assert found is not None
    assert POLICY.clause("promotes").title in "".join(found.paragraphs)


def test_a_decision_from_before_texts_were_kept_has_a_letter_though_its_clause_is_gone() -> None:
    found = statement_of(replace(DECISION, clause="gone"), CASE, policy=POLICY, assessment=None, language="en")

    assert found is not None
    assert "gone" in "".join(found.paragraphs)
