"""The numbered cases of what people's files really are, each with an input of our own, and with the reported one."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from cautery.cases.labels import Label, read_labels
from cautery.engine.seen import SeenDigests
from cautery.events.history import events_in
from cautery.events.intake import IngestReport, Intake
from cautery.kit.keyring import new_keyring
from cautery.model.account import Platform
from cautery.model.event import (
    AccountClosed,
    AnyEvent,
    Post,
    PostCreated,
    PostRemoved,
)
from cautery.store.journal import Journal
from tests.shelves.cases import CASES, Given
from tests.shelves.platform_inputs import folder_with_a_broken_file

PLAZA = Platform("plaza")

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


class Door:
    """An intake on a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._journal = Journal(folder / "journal")
        self.intake = Intake(journal=self._journal, seen=SeenDigests(folder / "seen"), keyring=new_keyring(at=NOON))

    def read(self, path: Path) -> IngestReport:
        return self.intake.read_files(
            [path], format_name=None, rejects=self._folder / "rejects", progress=lambda *_: None
        )

    def events(self) -> list[AnyEvent]:
        return [event for batch in self._journal.read() for event in events_in(batch)]

    def posts(self) -> list[Post]:
        return [event.post for event in self.events() if isinstance(event, PostCreated)]

    def bytes(self) -> bytes:
        """Give all that is kept, unpacked."""
        kept = b"".join(msgspec.json.encode(event) for event in self.events())
        return kept + b"".join(path.read_bytes() for path in self._folder.rglob("rejects/*") if path.is_file())


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    opened = Door(tmp_path / "door")
    yield opened
    opened.intake.close()


@pytest.mark.parametrize("name", ["v2_note", "v1_rt_trunc"])
def test_tw01_tw03_long_posts_and_retweets_are_read_whole_with_their_links(
    given: Given, door: Door, tmp_path: Path, name: str
) -> None:
    door.read(given.file(f"inputs_tw/{name}.jsonl", tmp_path))
    [post] = door.posts()

    assert "…" not in (post.text or "")
    assert any("contact" in link or "lamp.example" in link for link in post.links)


@pytest.mark.parametrize(("name", "posts"), [("v2_page500", 500), ("v2_onebad", 99), ("v2_flat", 1)])
def test_tw04_tw05_tw06_pages_partial_and_flattened_tweets_are_read(
    given: Given, door: Door, tmp_path: Path, name: str, posts: int
) -> None:
    report = door.read(given.file(f"inputs_tw/{name}.jsonl", tmp_path))

    assert (len(door.posts()), report.rejected) == (posts, int(name == "v2_onebad"))


def test_tw07_the_compliance_stream_closes_and_removes(given: Given, door: Door, tmp_path: Path) -> None:
    report = door.read(given.file("inputs_tw/v2_compliance_stream.jsonl", tmp_path))

    assert {type(event) for event in door.events()} == {PostRemoved, AccountClosed}
    assert report.rejected == 0


def test_tw09_protected_closes_nothing_and_nothing_is_dated_to_the_accounts_beginning(
    given: Given, door: Door, tmp_path: Path
) -> None:
    door.read(given.file("inputs_tw/v2_compliance_batch.jsonl", tmp_path))

    closed = {event.account for event in door.events() if isinstance(event, AccountClosed)}
    assert closed & {"7", "77"}
    assert not closed & {"8", "78"}
    assert all(event.taken_at.year > 2008 for event in door.events())


def test_tw11_entities_are_letters(given: Given, door: Door, tmp_path: Path) -> None:
    door.read(given.file("inputs_tw/v1_amp.jsonl", tmp_path))

    assert [post.text for post in door.posts()] == ["bread & salt <3"]


def test_in01_a_long_window_is_read(given: Given, door: Door, tmp_path: Path) -> None:
    report = door.read(given.file("inputs/zst_long28.ndjson.zst", tmp_path))

    assert report.accepted > 0
    assert report.rejected == 0


def test_in03_a_folder_goes_on_behind_a_broken_file_and_says_what_came_in(
    given: Given, door: Door, tmp_path: Path
) -> None:
    own = tmp_path / "folder"
    folder = (
        shutil.copytree(CASES / "files/inputs_pq/folder", own) if given.reported else folder_with_a_broken_file(own)
    )
    report = door.read(folder)
    told = {Path(one.file).name: (one.accepted > 0, bool(one.problem)) for one in report.files}

    assert told["01_good.parquet"][0]
    assert told["02_broken.parquet"] == (False, True)
    assert told["README.txt"] == (False, True)
    assert not told["zz_good.parquet"][1]


def test_in05_a_leap_second_is_a_time(given: Given, door: Door, tmp_path: Path) -> None:
    assert door.read(given.file("inputs/t_leap.ndjson", tmp_path)).accepted == 1


def test_in07_what_is_dated_2099_is_kept_apart(given: Given, door: Door, tmp_path: Path) -> None:
    report = door.read(given.file("inputs/one_2099.ndjson", tmp_path))

    assert (report.accepted, report.rejected) == (0, 1)


def test_in08_no_identifier_stands_in_clear_whatever_its_field(given: Given, door: Door, tmp_path: Path) -> None:
    report = door.read(given.file("inputs/pii_unknown_fields.ndjson", tmp_path))

    assert report.accepted == 2
    assert all(secret not in door.bytes() for secret in (b"mail.example", b"15550100", b"192.0.2."))


@pytest.mark.parametrize(
    "text", ["label;account\nviolating;a7\n", "Account,Label\na7,Violating\n", "account\tlabel\na7\tviolating\n"]
)
def test_in10_tables_of_labels_are_read_as_spreadsheets_write_them(tmp_path: Path, text: str) -> None:
    path = tmp_path / "l.csv"
    path.write_text(text)
    [row] = read_labels(path, by="local:ada")

    assert isinstance(row, Label)
    assert (row.decision.about.id, row.decision.verdict) == ("a7", "violating")
