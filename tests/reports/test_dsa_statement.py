"""A statement of reasons is judged as the transparency database does: nothing that it refuses is taken for good."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cautery.reports.dsa_statement import CODES, RULES, judge
from tests.good_statement import GOOD

NEEDED = [name for name in GOOD if name != "territorial_scope"]
ODD = [None, "", " ", 0, 1, True, False, [], {}, [None], [[]], "x", "null", "yes", 1.5, ["x"], {"EAN-13": 1}, "ａ"]


def test_a_good_statement_is_taken() -> None:
    assert judge(GOOD).ok
    assert judge(GOOD).warnings == {}


@pytest.mark.real_data
def test_every_statement_is_judged_as_the_database_judged_it(real_data: Path) -> None:
    vectors = json.loads((real_data / "regulation" / "dsa_sor_vectors.json").read_text())["vectors"]
    told = {
        one["name"]: (judge(one["statement"]).ok, next(iter(judge(one["statement"]).errors), None)) for one in vectors
    }

    assert told == {one["name"]: (one["valid"], one["error_field"]) for one in vectors}


@pytest.mark.parametrize("field", NEEDED)
@pytest.mark.parametrize("value", [None, "", "  "])
def test_what_is_needed_must_say_something(field: str, value: object) -> None:
    assert field in judge({**GOOD, field: value}).errors
    assert field in judge({name: said for name, said in GOOD.items() if name != field}).errors


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"decision_account": None}, "decision_visibility"),
        ({"decision_account": None, "decision_visibility": []}, "decision_visibility"),
        ({"decision_visibility": ["DECISION_VISIBILITY_OTHER"]}, "decision_visibility_other"),
        ({"decision_monetary": "DECISION_MONETARY_OTHER"}, "decision_monetary_other"),
        ({"content_type": ["CONTENT_TYPE_OTHER"]}, "content_type_other"),
        ({"content_type": []}, "content_type"),
        ({"decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT"}, "illegal_content_legal_ground"),
        ({"category_addition": None}, "category_addition"),
        ({"incompatible_content_illegal": None}, "incompatible_content_illegal"),
        ({"territorial_scope": ["EL"]}, "territorial_scope"),
        ({"content_language": "en"}, "content_language"),
        ({"content_date": "2026-02-30"}, "content_date"),
        ({"content_date": "２０２６-01-01"}, "content_date"),
        ({"content_date": "1999-12-31"}, "content_date"),
        ({"application_date": "2019-12-31"}, "application_date"),
        ({"end_date_account_restriction": "2038-01-02"}, "end_date_account_restriction"),
        ({"decision_ground_reference_url": "https://"}, "decision_ground_reference_url"),
        ({"decision_ground_reference_url": "https://a b.example"}, "decision_ground_reference_url"),
        ({"decision_ground_reference_url": "javascript:alert(1)"}, "decision_ground_reference_url"),
        ({"decision_facts": "x" * 5001}, "decision_facts"),
        ({"puid": "abc\n"}, "puid"),
        ({"puid": "a" * 501}, "puid"),
        ({"content_id": {"EAN-13": "123456789012"}}, "content_id.EAN-13"),
    ],
)
def test_the_field_that_is_wrong_is_named(wrong: Mapping[str, object], field: str) -> None:
    assert next(iter(judge({**GOOD, **wrong}).errors)) == field


def test_what_the_documentation_asks_for_is_said_and_stops_nothing() -> None:
    judged = judge({**GOOD, "end_date_account_restriction": "2026-01-01", "territorial_scope": []})

    assert judged.ok
    assert set(judged.warnings) == {"end_date_account_restriction", "territorial_scope"}


@given(field=st.sampled_from(sorted(RULES)), value=st.one_of(st.sampled_from(ODD), st.text(max_size=8), st.integers()))
def test_no_value_of_another_kind_is_taken(field: str, value: object) -> None:
    """Only texts, lists of known codes and nulls where they mean absent are taken, whatever stands there."""
    if judge({**GOOD, field: value}).ok:
        coded = field in CODES or field == "category_addition"
        known = {*CODES.get("category" if field == "category_addition" else field, ())}
        nothing = value is None or (isinstance(value, str) and not value.strip()) or value == []
        assert nothing or (isinstance(value, str) and (not coded or value in known))


def test_what_is_no_object_is_no_statement() -> None:
    assert judge(["statement"]).errors == {"statement": "must be an object"}
