"""Effect on a real history: from events and decisions to figures that lead back to their rows."""

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from cautery.app import App
from cautery.cases.review import DecisionInput
from cautery.errors import Invalid, Missing
from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import Case, CaseId
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.detection.labelling import label
from cautery.pipeline.effect.measure import as_told, effect, kept, picture_of, rows_of, see, write
from cautery.pipeline.installation.verify_log import verify_log
from cautery.store import cases
from tests.world import NOON

PROMISED = ("survival", "returns", "regain", "replacement", "reach", "displacement", "insularity", "collateral")


def suspended_here(app: App, name: str, *, then: str | None = None) -> None:
    """Suspend an account by a case of its own, and perhaps decide otherwise afterwards."""
    case = CaseId(f"about {name}")
    with app.writing() as tx:
        about = Account(platform=Platform("harbour"), id=AccountId(name))
        opened = Case(id=case, about=about, origin="notice", chance=None, reasons=(), opened_at=tx.at, due=tx.at)
        cases.append(tx, [opened])
    decide_case(app, case, DecisionInput(measure="suspend", clause="promotes", reason="keeps the lamps"))
    if then is not None:
        decide_case(app, case, DecisionInput(measure="none", clause=None, reason=then, replaces=True))


def test_all_that_is_promised_is_told_with_interval_and_method(town: App) -> None:
    found = msgspec.to_builtins(as_told(effect(town)))

    for name in PROMISED:
        assert {"interval", "method", "figures"} <= set(found[name])
        assert found[name]["method"].endswith(".")


def test_removed_accounts_are_those_that_break_the_clauses(town: App) -> None:
    violating = set(see(town).violating()["account"])

    assert violating == {f"harbour:guard {n}" for n in range(1, 13)}


def test_what_was_decided_here_is_one_takedown_a_day(town: App) -> None:
    suspended_here(town, "returned")
    suspended_here(town, "elder")

    [one] = effect(town).takedowns

    assert (one.id, one.accounts) == (f"day:{NOON + timedelta(days=30):%Y-%m-%d}", 2)


def test_what_was_taken_back_counts_as_reversed_and_is_no_violation(town: App) -> None:
    suspended_here(town, "reporter 1", then="reports for the harbour office")

    found = effect(town)

    assert found.measures["collateral"].figure("reversed").value == 1
    assert "harbour:reporter 1" not in set(see(town).violating()["account"])


def test_an_account_that_no_link_ties_to_another_is_of_unknown_hand(town: App) -> None:
    """Not a hand with one account: it may be anybody's return."""
    assert set(see(town).violating()["operator"]) == {None}


def labelled(app: App, tmp_path: Path, rows: str) -> None:
    file = tmp_path / "dated.csv"
    file.write_text(f"account,label,at,source,operator\n{rows}")
    label(app, file)


def test_dated_labels_make_a_takedown_of_their_day(town: App, tmp_path: Path) -> None:
    labelled(town, tmp_path, "guard 1,violating,2021-05-01T10:00:00Z,,\nguard 2,violating,2021-05-01T15:00:00Z,,\n")

    whole = effect(town, takedown="day:2021-05-01")

    assert [(one.id, one.accounts) for one in whole.takedowns] == [("day:2021-05-01", 2)]


def test_every_source_that_labelled_an_account_found_it(town: App, tmp_path: Path) -> None:
    labelled(
        town,
        tmp_path,
        "guard 1,violating,2021-05-01T10:00:00Z,terms,\nguard 1,violating,2021-05-01T10:00:00Z,reports,\n",
    )

    found = see(town).detections.filter(account="harbour:guard 1")["detector"].to_list()

    assert {"terms", "reports"} <= set(found)


def test_hands_that_labels_tell_are_known_and_measure_the_links(town: App, tmp_path: Path) -> None:
    labelled(town, tmp_path, "guard 1,violating,,,ember\nguard 2,violating,,,ember\nguard 3,violating,,,willow\n")

    seen = see(town)

    whose = dict(seen.violating().select("account", "operator").iter_rows())
    assert whose["harbour:guard 1"] == whose["harbour:guard 2"] != whose["harbour:guard 3"]
    assert seen.golden == (0, 1)


def test_what_it_rests_on_is_told_with_it(town: App) -> None:
    told = msgspec.to_builtins(as_told(effect(town)))

    assert {"assumptions", "compared_with", "linkage_recall"} <= set(told)
    assert {"name", "tested", "passed", "says"} <= set(told["assumptions"][0])


def test_it_is_kept_until_it_is_measured_again(town: App) -> None:
    assert kept(town) is None
    found = effect(town)

    again = kept(town)

    assert again is not None
    assert (again.says, set(again.measures)) == (found.says, set(found.measures))


def test_each_number_leads_to_its_rows(town: App) -> None:
    found = effect(town)

    figure = rows_of(found, "survival", "gone_48h_from_creation")

    assert set(figure.rows) == {f"harbour:guard {n}" for n in range(1, 13)}
    with pytest.raises(Missing, match="Nothing called 'gone'"):
        rows_of(found, "survival", "gone")


def test_a_takedown_that_nobody_knows_is_missing(town: App) -> None:
    with pytest.raises(Missing, match="no takedown 'day:1999-01-01'"):
        effect(town, takedown="day:1999-01-01")


def test_pictures_and_figures_are_written_and_read(town: App, tmp_path: Path) -> None:
    written = write(effect(town), tmp_path / "out")

    assert {path.name for path in written} >= {"effect.json", "survival.svg"}
    assert picture_of(town, "survival").startswith("<svg")
    with pytest.raises(Missing, match="no picture of"):
        picture_of(town, "../effect")


def test_a_folder_that_is_a_file_is_refused(town: App, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("in the way")

    with pytest.raises(Invalid, match="cannot be written to"):
        write(effect(town), tmp_path / "out")


def test_nothing_is_written_to_the_log(town: App) -> None:
    before = _entries(town)
    effect(town)

    assert _entries(town) == before


def _entries(app: App) -> int:
    return verify_log(app).entries
