"""Values go into banks, are found in content, leave again, and travel in files."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from cautery.app import App
from cautery.errors import Invalid, Missing
from cautery.kit.clock import FrozenClock, rfc3339
from cautery.model.bank import BankEntry, Match
from cautery.model.content import Content
from cautery.pipeline.banks.check import CheckQuestion, GivenMedia, check
from cautery.pipeline.banks.values import (
    BankReport,
    arm_banks,
    bank_entries,
    bank_file,
    bank_value,
    expire_value,
    export_bank,
    import_bank,
)
from tests.material import landscape, pdf, saved


def bank(app: App, value: str, *, kind: str = "term", into: str = "house", **more: str) -> BankEntry:
    return bank_value(app, {"type": kind, "value": value, **more}, bank=into)


def recognise(app: App, *, text: str, links: tuple[str, ...], at: datetime | None) -> tuple[Match, ...]:
    return check(app, CheckQuestion(text=text, links=links), at=at).matches


def found(app: App, text: str) -> list[tuple[str, str]]:
    return [(match.bank, match.value) for match in recognise(app, text=text, links=(), at=None)]


def values(app: App, name: str | None = None) -> list[str]:
    return [entry.value for entry in bank_entries(app, bank=name)]


def test_a_banked_value_is_found_and_says_who_banked_it(app: App) -> None:
    entry = bank(app, "Lantern Guard")
    [match] = recognise(app, text="long live the LANTERN guard", links=(), at=None)

    assert (entry.added_by, entry.added_at) == ("local:ada", app.clock.now())
    assert (match.bank, match.type, match.value, match.disputed) == ("house", "term", entry.value, False)
    assert "local:ada" in match.says


def test_links_are_looked_up_as_links(app: App) -> None:
    bank(app, "https://justpaste.it/lanternguard", kind="link")

    assert recognise(app, text="", links=("http://www.justpaste.it/lanternguard",), at=None)
    assert recognise(app, text="", links=("https://justpaste.it/soup",), at=None) == ()


def test_what_is_not_banked_is_not_found(app: App) -> None:
    bank(app, "lantern guard")

    assert found(app, "a lantern, and somebody on guard") == []


def test_a_value_that_is_none_is_refused_and_leaves_no_trace(app: App) -> None:
    with pytest.raises(Invalid):
        bank(app, "  ")
    with pytest.raises(Missing, match="no signal type 'smell'"):
        bank(app, "smoke", kind="smell")

    assert values(app) == []


def test_whoever_holds_that_it_is_harmless_makes_it_disputed(app: App) -> None:
    bank(app, "lantern")
    bank(app, "lantern", into="charity", opinion="negative")
    [match] = recognise(app, text="a lantern", links=(), at=None)

    assert match.disputed


def test_what_expires_is_found_until_then(app: App) -> None:
    end = app.clock.now() + timedelta(days=1)
    bank(app, "lantern", expires_at=rfc3339(end))

    assert found(app, "a lantern") == [("house", "lantern")]
    assert recognise(app, text="a lantern", links=(), at=end) == ()
    app.clock = FrozenClock(end)
    assert (found(app, "a lantern"), values(app)) == ([], [])


def test_one_value_is_ended_however_it_is_written(app: App) -> None:
    for value in ("lantern", "wick"):
        bank(app, value)

    assert expire_value(app, bank="house", kind="term", value="LANTERN") == 1
    assert values(app) == ["wick"]
    assert found(app, "the lantern and the wick") == [("house", "wick")]


def test_a_whole_bank_is_ended_and_no_other(app: App) -> None:
    for value in ("lantern", "wick"):
        bank(app, value)
    bank(app, "ember", into="partner")

    assert expire_value(app, bank="house", kind="", value="") == 2
    assert values(app) == ["ember"]


def test_what_has_ended_or_never_was_cannot_be_ended(app: App) -> None:
    bank(app, "lantern")
    expire_value(app, bank="house", kind="term", value="lantern")
    for name, value in (("house", "lantern"), ("house", "wick"), ("nowhere", "")):
        with pytest.raises(Missing, match=f"bank '{name}'"):
            expire_value(app, bank=name, kind="term", value=value)


def test_banks_are_listed_together_or_one_by_one(app: App) -> None:
    bank(app, "lantern")
    bank(app, "ember", into="partner")

    assert (values(app), values(app, "house"), values(app, "nowhere")) == (["lantern", "ember"], ["lantern"], [])


@pytest.mark.parametrize("name", ["bank.csv", "bank.jsonl"])
def test_a_bank_travels_in_a_file(app: App, tmp_path: Path, name: str) -> None:
    bank(app, "lantern", why="their sign, with a comma", expires_at="2031-01-01T00:00:00Z")
    bank(app, "soup", opinion="negative")
    file = tmp_path / name

    assert export_bank(app, file, bank="house", format_name=None) == 2
    assert import_bank(app, file, bank="copy", format_name=None) == BankReport(accepted=2, rejected=0, reasons=())
    kept = [(one.type, one.value, one.opinion, one.why, one.expires_at) for one in bank_entries(app, bank="house")]
    copied = [(one.type, one.value, one.opinion, one.why, one.expires_at) for one in bank_entries(app, bank="copy")]
    assert copied == kept


def test_what_is_imported_names_its_file(app: App, tmp_path: Path) -> None:
    file = tmp_path / "from-partner.csv"
    file.write_text("type,value\nterm,lantern\n")
    import_bank(app, file, bank="partner", format_name=None)
    [entry] = bank_entries(app, bank="partner")

    assert entry.origin == "from-partner.csv"


def test_a_bad_row_stops_none_of_the_others(app: App, tmp_path: Path) -> None:
    file = tmp_path / "bank.csv"
    file.write_text("type,value\nterm,lantern\nsmell,smoke\nterm,\nterm,wick\n")
    report = import_bank(app, file, bank="house", format_name=None)

    assert (report.accepted, report.rejected) == (2, 2)
    assert [reason.split(":")[0] for reason in report.reasons] == ["line 3", "line 4"]
    assert values(app) == ["lantern", "wick"]


def test_the_format_is_taken_from_the_name_unless_told(app: App, tmp_path: Path) -> None:
    file = tmp_path / "bank.txt"
    file.write_text("type,value\nterm,lantern\n")
    with pytest.raises(Missing, match=r"no 'txt'.*csv, jsonl, tat, threatexchange, threatexchange_updates"):
        import_bank(app, file, bank="house", format_name=None)

    assert import_bank(app, file, bank="house", format_name="csv").accepted == 1


def test_files_that_are_not_there_or_cannot_be_written_are_told(app: App, tmp_path: Path) -> None:
    bank(app, "lantern")
    with pytest.raises(Missing, match=r"no file '.*nowhere\.csv'"):
        import_bank(app, tmp_path / "nowhere.csv", bank="house", format_name=None)
    with pytest.raises(Invalid, match="cannot be read: Is a directory"):
        import_bank(app, tmp_path, bank="house", format_name="csv")
    with pytest.raises(Invalid, match="cannot be written: No such file"):
        export_bank(app, tmp_path / "nowhere" / "bank.csv", bank="house", format_name=None)


def test_an_empty_bank_is_not_exported(app: App, tmp_path: Path) -> None:
    """Whoever mistypes a name does not overwrite a file with nothing."""
    file = tmp_path / "bank.csv"
    file.write_text("precious")
    with pytest.raises(Missing, match="no bank 'hose'"):
        export_bank(app, file, bank="hose", format_name=None)

    assert file.read_text() == "precious"


def test_a_file_is_banked_by_all_that_it_can_be_known_again_by(app: App, tmp_path: Path) -> None:
    (tmp_path / "photo").write_bytes(saved(landscape(1)))
    (tmp_path / "flyer.pdf").write_bytes(pdf("The lanterns are lit tonight, " * 9))
    entries = [
        *bank_file(app, tmp_path / "photo", bank="house", why="their sign", policy="promotes", labels=("flag",)),
        *bank_file(app, tmp_path / "flyer.pdf", bank="house", why="", policy="promotes"),
    ]

    assert [one.type for one in entries] == [
        *("file_sha256", "file_md5", "image_pdq", "image_views"),
        *("file_sha256", "file_md5", "document"),
    ]
    assert (entries[0].labels, entries[0].why, entries[0].policy) == (("flag",), "their sign", "promotes")


def test_of_material_of_another_crime_no_outline_is_kept(app: App, tmp_path: Path) -> None:
    (tmp_path / "photo").write_bytes(saved(landscape(1)))
    entries = bank_file(app, tmp_path / "photo", bank="house", why="", policy="house", labels=("CSAM",))

    assert [one.type for one in entries] == ["file_sha256", "file_md5", "image_pdq"]


def test_what_was_removed_arms_the_banks_in_the_transaction_of_its_removal(app: App) -> None:
    content = Content(text="Read it while it is up: https://justpaste.it/lanternguard and https://news.example/today")
    with app.writing() as tx:
        count = arm_banks(tx, [content], policy="promotes", why="decision 7")

    assert count == 2
    assert {(one.bank, one.type, one.why) for one in bank_entries(app, bank=None)} == {
        ("removed", "near_text", "decision 7"),
        ("removed", "link", "decision 7"),
    }


def test_material_of_another_crime_is_not_exported(app: App, tmp_path: Path) -> None:
    bank(app, "f0" * 32, kind="image_pdq", labels="CSAE")
    with pytest.raises(Missing):
        export_bank(app, tmp_path / "bank.csv", bank="house", format_name=None)
    bank(app, "3c" * 32, kind="image_pdq")

    assert export_bank(app, tmp_path / "bank.csv", bank="house", format_name=None) == 1
    assert "f0f0" not in (tmp_path / "bank.csv").read_text()


def test_a_partners_list_takes_only_the_types_that_it_knows(app: App, tmp_path: Path) -> None:
    bank(app, "lantern")
    bank(app, "f0" * 32, kind="image_pdq")

    assert export_bank(app, tmp_path / "list.txt", bank="house", format_name="threatexchange") == 1
    assert (tmp_path / "list.txt").read_text() == f"pdq {'f0' * 32}\n"


def page(*updates: dict[str, object]) -> str:
    return json.dumps({"data": updates, "paging": {}})


def update(*descriptors: tuple[str, str], deleted: bool = False) -> dict[str, object]:
    said = [{"id": "1", "owner": {"id": owner}, "status": status} for owner, status in descriptors]
    return {"indicator": "F0" * 32, "type": "HASH_PDQ", "should_delete": deleted, "descriptors": {"data": said}}


def test_the_members_of_an_exchange_disagree_and_then_the_exchange_deletes(app: App, tmp_path: Path) -> None:
    """A later file replaces what an earlier one said, whatever it is called."""
    outcomes = []
    for name, said in (
        ("monday", page(update(("11", "MALICIOUS")))),
        ("tuesday", page(update(("11", "MALICIOUS"), ("12", "NON_MALICIOUS")))),
        ("wednesday", page(update(("11", "MALICIOUS")))),
        ("thursday", page(update(deleted=True))),
    ):
        (tmp_path / name).write_text(said)
        report = import_bank(app, tmp_path / name, bank="exchange", format_name="threatexchange_updates")
        assert (report.accepted, report.rejected) == (1, 0)
        outcomes.append(check(app, CheckQuestion(media=(GivenMedia(hashes=(("image_pdq", "f0" * 32),)),))).outcome)

    assert outcomes == ["known", "disputed", "known", "unknown"]


def test_a_list_ends_what_an_earlier_file_of_it_said_and_nothing_of_others(app: App, tmp_path: Path) -> None:
    said = {"hash_digest": "f0" * 32, "algorithm": "PDQ", "deleted": False}
    bank(app, "f0" * 32, kind="image_pdq", into="exchange", origin="our own eyes")
    for name, results in (("january", [said]), ("february", [said | {"deleted": True}])):
        (tmp_path / name).write_text(json.dumps({"results": results}))
        import_bank(app, tmp_path / name, bank="exchange", format_name="tat")

    assert [one.origin for one in bank_entries(app, bank="exchange")] == ["our own eyes"]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("file_sha256,e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "empty file"),
        ("file_md5,d41d8cd98f00b204e9800998ecf8427e", "empty file"),
        (f"image_pdq,{'0' * 64}", "nothing is seen"),
        (f"image_pdq,{'f' * 64}", "nothing is seen"),
    ],
)
def test_values_that_every_file_or_picture_would_match_are_refused(
    app: App, tmp_path: Path, row: str, says: str
) -> None:
    file = tmp_path / "bank.csv"
    file.write_text(f"type,value\n{row}\n")
    report = import_bank(app, file, bank="house", format_name=None)

    assert (report.accepted, report.rejected, says in report.reasons[0]) == (0, 1, True)


def test_a_spreadsheets_list_is_read_and_what_it_says_of_quality_is_heard(app: App, tmp_path: Path) -> None:
    file = tmp_path / "bank.csv"
    file.write_text(f"Type;Value;Quality\nimage_pdq;{'f0' * 32};100\nimage_pdq;{'3c' * 32};12\n")
    report = import_bank(app, file, bank="house", format_name=None)

    assert (report.accepted, report.rejected, "quality is 12" in report.reasons[0]) == (1, 1, True)


def test_what_a_list_says_of_itself_is_reported(app: App, tmp_path: Path) -> None:
    file = tmp_path / "bank.csv"
    file.write_text("type,value\nterm,lantern\nterm,wick\n")
    import_bank(app, file, bank="house", format_name=None)
    file.write_text("type,value,opinion\nterm,wick,positive\nterm,wick,negative\n")
    report = import_bank(app, file, bank="house", format_name=None)

    assert (report.conflicting, report.over, report.dropped, len(report.notes)) == (1, 0, 1, 2)
