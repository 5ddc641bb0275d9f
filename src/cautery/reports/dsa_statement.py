"""What the DSA transparency database takes: its rules for a statement of reasons (schema v2, in force since 1 July 2025).

Written from the public documentation of the database's API and the wording of its public validator
(github.com/digital-services-act/transparency-database at 69e80a0b, 24 June 2026), not copied from it. Where the two leave a
doubt, a statement is refused: what is refused here can be mended, what the database keeps cannot be taken back.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import TypeAlias

Says: TypeAlias = str | None
"""What is wrong with a value; None: nothing."""
Statement: TypeAlias = Mapping[str, object]
CODES: Mapping[str, Sequence[str]] = json.loads(files(__package__).joinpath("dsa_codes.json").read_text("utf-8"))
"""The values that each coded field may have, in the database's own spelling."""
RESTRICTIONS = ("decision_visibility", "decision_monetary", "decision_provision", "decision_account")
"""A statement names at least one: Article 17(1) of Regulation (EU) 2022/2065."""
FIRST_CONTENT, FIRST_APPLIED, LAST_DAY = date(2000, 1, 1), date(2020, 1, 1), date(2038, 1, 1)
SHORT, EXPLANATION, FACTS = 500, 2000, 5000
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
PUID = re.compile(r"[a-zA-Z0-9_-]+", re.ASCII)
EAN = re.compile(r"\d{13}", re.ASCII)
_PATH = r"[\w\-.~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2}"
URL = re.compile(
    rf"https?://[\w.-]+[^\W_]\.?(:\d{{1,5}})?(/({_PATH})*)*(\?({_PATH}|[/?\[\]])*)?(\#({_PATH}|[/?])*)?", re.IGNORECASE
)
"""A web address with a host, as RFC 3986 has them; the database takes other schemes too, which no terms stand under."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRule:
    """What is asked of one field."""

    check: Callable[[object], Says]
    may_be_null: bool = True
    """Null, and a text of spaces, which the database reads as null, count as absent."""
    needed: Callable[[Statement], bool] = lambda _: False
    """Whether the field must say something, given the rest."""
    counts_empty: bool = True
    """Whether an empty list is an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementVerdict:
    """Whether the database would take a statement, and what is wrong with which field."""

    errors: Mapping[str, str]
    warnings: Mapping[str, str]
    """What the documentation asks for and the database does not check."""

    @property
    def ok(self) -> bool:
        return not self.errors


def judge(statement: object) -> StatementVerdict:
    """Judge a statement by every rule; the errors stand in the order of the documentation."""
    if not isinstance(statement, Mapping):
        return StatementVerdict(errors={"statement": "must be an object"}, warnings={})
    errors: dict[str, str] = {}
    for name, rule in RULES.items():
        if (says := _field(name, rule, statement)) is not None:
            errors[says[0]] = says[1]
    return StatementVerdict(errors=errors, warnings={} if errors else _documented(statement))


def _field(name: str, rule: FieldRule, statement: Statement) -> tuple[str, str] | None:
    value = statement.get(name)
    if name not in statement or (rule.may_be_null and _is_blank(value)):
        return (name, "is needed") if rule.needed(statement) else None
    if rule.needed(statement) and (_is_blank(value) or (value == [] and not rule.counts_empty)):
        return name, "is needed"
    says = rule.check(value)
    if says is None:
        return None
    return (f"{name}.EAN-13" if name == "content_id" and isinstance(value, Mapping) else name), says


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip(" \t\n\r\0\v\f\ufeff\u200b"))


def _text(most: int) -> Callable[[object], Says]:
    def check(value: object) -> Says:
        if not isinstance(value, str):
            return "must be a text"
        return None if len(value) <= most else f"is longer than {most} characters"

    return check


def _one_of(field: str) -> Callable[[object], Says]:
    def check(value: object) -> Says:
        if isinstance(value, str) and value in CODES[field]:
            return None
        return f"is none of the {len(CODES[field])} values that the database knows"

    return check


def _some_of(field: str) -> Callable[[object], Says]:
    def check(value: object) -> Says:
        if not isinstance(value, list):
            return "must be a list"
        wrong = [one for one in value if not (isinstance(one, str) and one in CODES[field])]
        return f"holds {json.dumps(wrong[0])[:60]}, which the database does not know" if wrong else None

    return check


def _day(first: date | None) -> Callable[[object], Says]:
    def check(value: object) -> Says:
        found = day_of(value)
        if found is None:
            return "must be a day of the calendar, as YYYY-MM-DD"
        if found > LAST_DAY or (first is not None and found < first):
            return f"must be between {first or 'any day'} and {LAST_DAY}"
        return None

    return check


def day_of(value: object) -> date | None:
    """Read a day as the database does; None where it is none."""
    if not isinstance(value, str) or not DAY.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _url(value: object) -> Says:
    wrong = _text(SHORT)(value)
    if wrong is None and isinstance(value, str) and not URL.fullmatch(value):
        return "must be a web address that begins with https:// or http://"
    return wrong


def _puid(value: object) -> Says:
    if not isinstance(value, str) or not PUID.fullmatch(value):
        return "may hold the letters a to z, digits, '-' and '_' only"
    return _text(SHORT)(value)


def _product(value: object) -> Says:
    if not isinstance(value, Mapping):
        return "must be an object with 'EAN-13'"
    return "must hold 'EAN-13' alone" if set(value) - {"EAN-13"} else _ean(value.get("EAN-13", "0" * 13))


def _ean(value: object) -> Says:
    return None if isinstance(value, str) and EAN.fullmatch(value) else "must be 13 digits, as a text"


def _no_restriction(statement: Statement) -> bool:
    return all(_is_blank(statement.get(name)) or statement.get(name) in ([], {}) for name in RESTRICTIONS)


def _when(field: str, code: str) -> Callable[[Statement], bool]:
    """Say that a field is needed when another one is, or holds, a code."""

    def needed(statement: Statement) -> bool:
        said = statement.get(field)
        return code in said if isinstance(said, list) else said == code

    return needed


def _always(_: Statement) -> bool:
    return True


def _documented(statement: Statement) -> Mapping[str, str]:
    """List what the documentation asks for and the database lets pass."""
    applied, said = day_of(statement.get("application_date")), {}
    for name in RULES:
        ends = day_of(statement.get(name)) if name.startswith("end_date_") else None
        if ends is not None and applied is not None and ends < applied:
            said[name] = "lies before 'application_date'"
    if not statement.get("territorial_scope"):
        said["territorial_scope"] = "is needed by the documentation: the countries where the restriction applies"
    return said


_ILLEGAL = _when("decision_ground", "DECISION_GROUND_ILLEGAL_CONTENT")
_AGAINST_TERMS = _when("decision_ground", "DECISION_GROUND_INCOMPATIBLE_CONTENT")
RULES: Mapping[str, FieldRule] = {
    "decision_visibility": FieldRule(check=_some_of("decision_visibility"), needed=_no_restriction, counts_empty=False),
    "decision_visibility_other": FieldRule(
        check=_text(SHORT), needed=_when("decision_visibility", "DECISION_VISIBILITY_OTHER")
    ),
    "decision_monetary": FieldRule(check=_one_of("decision_monetary"), needed=_no_restriction),
    "decision_monetary_other": FieldRule(
        check=_text(SHORT), needed=_when("decision_monetary", "DECISION_MONETARY_OTHER")
    ),
    "decision_provision": FieldRule(check=_one_of("decision_provision"), needed=_no_restriction),
    "decision_account": FieldRule(check=_one_of("decision_account"), needed=_no_restriction),
    "account_type": FieldRule(check=_one_of("account_type")),
    "decision_ground": FieldRule(check=_one_of("decision_ground"), needed=_always),
    "decision_ground_reference_url": FieldRule(check=_url),
    "illegal_content_legal_ground": FieldRule(check=_text(SHORT), needed=_ILLEGAL),
    "illegal_content_explanation": FieldRule(check=_text(EXPLANATION), needed=_ILLEGAL),
    "incompatible_content_ground": FieldRule(check=_text(SHORT), needed=_AGAINST_TERMS),
    "incompatible_content_explanation": FieldRule(check=_text(EXPLANATION), needed=_AGAINST_TERMS),
    "incompatible_content_illegal": FieldRule(check=_one_of("incompatible_content_illegal"), may_be_null=False),
    "content_type": FieldRule(check=_some_of("content_type"), needed=_always, counts_empty=False),
    "content_type_other": FieldRule(check=_text(SHORT), needed=_when("content_type", "CONTENT_TYPE_OTHER")),
    "category": FieldRule(check=_one_of("category"), needed=_always),
    "category_addition": FieldRule(check=_some_of("category"), may_be_null=False),
    "category_specification": FieldRule(check=_some_of("category_specification")),
    "category_specification_other": FieldRule(check=_text(SHORT)),
    "territorial_scope": FieldRule(check=_some_of("territorial_scope")),
    "content_language": FieldRule(check=_one_of("content_language")),
    "content_date": FieldRule(check=_day(FIRST_CONTENT), needed=_always),
    "application_date": FieldRule(check=_day(FIRST_APPLIED), needed=_always),
    "end_date_visibility_restriction": FieldRule(check=_day(None)),
    "end_date_monetary_restriction": FieldRule(check=_day(None)),
    "end_date_service_restriction": FieldRule(check=_day(None)),
    "end_date_account_restriction": FieldRule(check=_day(None)),
    "decision_facts": FieldRule(check=_text(FACTS), needed=_always),
    "source_type": FieldRule(check=_one_of("source_type"), needed=_always),
    "source_identity": FieldRule(check=_text(SHORT)),
    "automated_detection": FieldRule(check=_one_of("automated_detection"), needed=_always),
    "automated_decision": FieldRule(check=_one_of("automated_decision"), needed=_always),
    "content_id": FieldRule(check=_product),
    "content_id_ean": FieldRule(check=_ean),
    "puid": FieldRule(check=_puid, needed=_always),
}
"""Every field of a statement, in the order of the documentation. Fields that are not here are not looked at."""
