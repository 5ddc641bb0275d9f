"""A policy is read whole or refused in words; nothing that it leaves out is guessed."""

from pathlib import Path

import pytest

from cautery.errors import Invalid, Missing
from cautery.policy.policy import read_policy

OURS = """
open_case_at_chance = 0.7
[answer_within_hours]
suspicion = 48
authority = 0.5
[clause.lamps]
title = "Sells broken lamps"
text = "Sells lamps that do not burn."
measures = ["suspend", "mark"]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "policy.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_policy_opens_cases_for_people_and_knows_every_kind_of_complaint() -> None:
    shipped = read_policy(None)

    assert 0 < shipped.open_case_at_chance < 1
    assert {"suspicion", "user", "trusted_flagger", "authority", "partner"} <= set(shipped.answer_within_hours)
    assert all(clause.measures and "none" not in clause.measures for clause in shipped.clauses.values())


def test_the_shipped_policy_gives_a_removal_order_one_hour() -> None:
    """Regulation (EU) 2021/784, Article 3(3)."""
    assert read_policy(None).hours("authority") == 1


def test_a_house_writes_its_own(tmp_path: Path) -> None:
    policy = read_policy(written(tmp_path, OURS))

    assert policy.open_case_at_chance == 0.7
    assert policy.clause("lamps").title == "Sells broken lamps"
    assert policy.clause("lamps").measures == ("suspend", "mark")


def test_who_is_not_named_is_answered_as_fast_as_a_suspicion(tmp_path: Path) -> None:
    policy = read_policy(written(tmp_path, OURS))

    assert policy.hours("authority") == 0.5
    assert policy.hours("user") == 48


def test_a_clause_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    policy = read_policy(written(tmp_path, OURS))

    with pytest.raises(Missing, match=r"no clause 'wicks'; it has: lamps\."):
        policy.clause("wicks")


@pytest.mark.parametrize(
    ("said", "instead", "told"),
    [
        ("0.7", "1.0", "open_case_at_chance"),
        ("0.7", "0", "open_case_at_chance"),
        ("0.7", "nan", "open_case_at_chance"),
        ("48", "0", "answer_within_hours"),
        ("48", "-1", "answer_within_hours"),
        ("48", "inf", "answer_within_hours"),
        ("48", "1e300", "answer_within_hours"),
        ("suspicion = 48", "", "does not say 'suspicion'"),
        ('"mark"', '"banish"', "measures"),
        ("title", "tittle", "tittle"),
        ("open_case_at_chance", "open_case_at_chanse", "open_case_at_chanse"),
        ("[clause.lamps]", "[clause.lamps", "wrong"),
        (OURS, "", "open_case_at_chance"),
    ],
)
def test_a_wrong_policy_is_refused_with_what_is_wrong_in_it(said: str, instead: str, told: str, tmp_path: Path) -> None:
    path = written(tmp_path, OURS.replace(said, instead))

    with pytest.raises(Invalid, match="policy") as refused:
        read_policy(path)
    assert told in str(refused.value)


def test_a_file_that_is_not_there_or_is_no_text_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_bytes(b"\xff\xfe\x00")

    for path in (tmp_path / "policy.toml", tmp_path / "none.toml", tmp_path):
        with pytest.raises(Missing, match="cannot be read"):
            read_policy(path)


def test_reasons_to_begin_from_are_in_the_readers_language_or_in_english() -> None:
    policy = read_policy(None)

    assert policy.reasons_in("de-AT")["promotes"] == policy.clauses["promotes"].reasons["de"]
    assert policy.reasons_in("tlh") == policy.reasons_in(None)
    assert "threatens" not in policy.reasons_in("en")
