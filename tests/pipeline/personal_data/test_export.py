"""A person gets what is about them, and nothing about others."""

import json
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from cautery.app import App
from cautery.errors import Conflict, Missing
from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import Case, CaseId
from cautery.model.decision import Decision, DecisionId
from cautery.pipeline.cases.non_disclosure import suppress_notifications
from cautery.pipeline.personal_data.export import export_person
from cautery.store import cases, decisions
from tests.pipeline.conftest import app
from tests.pipeline.personal_data.people import NIMUE, WORDS, lived
from tests.pipeline.personal_data.test_planning import decided
from tests.takedowns import later

__all__ = ["app"]


def test_the_file_has_what_is_about_her_and_names_what_is_held_back(app: App, tmp_path: Path) -> None:
    lived(app)
    decided(app, "suspend", days=3)
    report = export_person(app, NIMUE, tmp_path / "hers.zip")
    with zipfile.ZipFile(tmp_path / "hers.zip") as archive:
        said, page = json.loads(archive.read("data.json")), archive.read("data.html").decode()

    assert (report.events, len(said["events"])) == (5, 5)
    assert [row["measure"] for row in said["decisions"]] == ["suspend"]
    assert "by" not in said["decisions"][0]
    assert "notes" not in said
    assert WORDS in page
    assert len(said["held_back"]) == 3
    assert "ben" not in json.dumps(said["events"])


def test_what_nobody_may_be_told_of_is_not_in_the_file_until_that_ends(app: App, tmp_path: Path) -> None:
    lived(app)
    at = app.clock.now()
    case = Case(
        id=CaseId("case-kept-quiet"),
        about=NIMUE,
        origin="notice",
        chance=None,
        reasons=(),
        opened_at=at,
        due=at + timedelta(days=1),
    )
    made = Decision(
        id=DecisionId("d1"), about=NIMUE, verdict="violating", measure="suspend", clause="promotes", reason="the secret order",
        by="ada", at=at, source="review", case=case.id,
    )  # fmt: skip
    with app.writing() as tx:
        cases.append(tx, [case])
        decisions.append(tx, [made])
    suppress_notifications(app, case.id, order="HO-7/2026, Article 11(3)", until=at + timedelta(days=1))

    export_person(app, NIMUE, tmp_path / "now.zip")
    assert "case-kept-quiet" not in everything_in(tmp_path / "now.zip")
    assert "secret order" not in everything_in(tmp_path / "now.zip")
    export_person(later(app, days=2), NIMUE, tmp_path / "later.zip")
    assert "secret order" in everything_in(tmp_path / "later.zip")


def everything_in(file: Path) -> str:
    with zipfile.ZipFile(file) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist())


def test_what_strangers_wrote_is_no_markup(app: App, tmp_path: Path) -> None:
    lived(app)
    export_person(app, NIMUE, tmp_path / "hers.zip")
    page = zipfile.ZipFile(tmp_path / "hers.zip").read("data.html").decode()

    assert "default-src 'none'" in page
    assert "<script" not in page


def test_a_file_that_is_there_is_not_overwritten_and_nothing_is_missing(app: App, tmp_path: Path) -> None:
    lived(app)
    (tmp_path / "hers.zip").write_text("mine")
    with pytest.raises(Conflict, match="there already"):
        export_person(app, NIMUE, tmp_path / "hers.zip")
    with pytest.raises(Missing):
        export_person(app, Account(platform=Platform("mill"), id=AccountId("x")), tmp_path / "x.zip")
