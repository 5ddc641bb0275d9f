"""Events come in once each; every line is accounted for; whatever is sent, nothing falls over."""

import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cautery.engine.seen import SeenDigests
from cautery.errors import Invalid, Missing
from cautery.events.format import FileLine
from cautery.events.formats.canonical import Canonical
from cautery.events.formats.twitter_v1 import TwitterV1
from cautery.events.formats.twitter_v2 import TwitterV2
from cautery.events.history import events_in
from cautery.events.intake import IngestReport, Intake, recognise
from cautery.events.stage import EventBatch
from cautery.kit.keyring import new_keyring
from cautery.model.account import AccountId, Platform
from cautery.model.event import FollowCreated
from cautery.store.journal import Journal

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
SEED = 20_160_205
GOOD, MUTANTS, JUNK = 20_000, 70_000, 10_000
SHAPES: tuple[dict[str, Any], ...] = (
    {"type": "post.created", "post": {"id": "p{}", "text": "قارب at {} o'clock", "links": ["https://e.example/{}"]}},
    {"type": "post.created", "post": {"id": "q{}", "repost_of": {"account": "a{}"}, "views": 3, "mentions": ["a1"]}},
    {"type": "account.created", "profile": {"handle": "h{}", "followers": 5, "created_at": "2019-05-01T00:00:00Z"}},
    {"type": "account.updated", "profile": {"avatar": {"id": "m{}", "kind": "image"}}, "traits": {"asn": 7, "ip": "k"}},
    {"type": "account.closed", "by": "platform", "reason": "r{}"},
    {"type": "post.removed", "post": {"id": "p{}"}},
    {"type": "follow.created", "target": "a{}"},
    {"type": "reaction.created", "post": {"id": "p{}"}, "kind": "like"},
    {"type": "session.started", "traits": {"lag": 0.5, "vpn": True}},
    {"type": "notice.received", "notice": {"id": "n{}", "about": {"post": "p{}"}, "from": {"kind": "user"}}},
)


class Door:
    """An intake on a folder, with what stands behind it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.journal = Journal(folder / "journal")
        self.intake = Intake(journal=self.journal, seen=SeenDigests(folder / "seen"))

    def read(self, *paths: Path, format_name: str | None = None) -> IngestReport:
        return self.intake.read_files(
            paths, format_name=format_name, rejects=self.folder / "rejects", progress=lambda *_: None
        )

    def again(self) -> "Door":
        """Close and open, as the next command would."""
        self.intake.close()
        self.journal.close()
        return Door(self.folder)

    def in_journal(self) -> list[str]:
        return [event.id for batch in self.journal.read() for event in events_in(batch)]

    def latest(self) -> datetime:
        return max(event.at for batch in self.journal.read() for event in events_in(batch))


@pytest.fixture
def door(tmp_path: Path) -> Door:
    return Door(tmp_path / "home")


def a_line(number: int, **changed: Any) -> bytes:
    shape = json.dumps(SHAPES[number % len(SHAPES)]).replace("{}", str(number))
    who = {"id": f"e{number}", "at": f"2020-01-{number % 28 + 1:02d}T10:00:00Z", "platform": "harbour", "account": "a1"}
    return json.dumps({**who, **json.loads(shape), **changed}, ensure_ascii=False).encode()


def a_follow(name: str, at: datetime = datetime(2020, 1, 1, tzinfo=UTC)) -> FollowCreated:
    return FollowCreated(id=name, at=at, platform=Platform("harbour"), account=AccountId("a"), target=AccountId("b"))


def put(folder: Path, lines: list[bytes], name: str = "events.ndjson") -> Path:
    path = folder / name
    path.write_bytes(b"\n".join(lines) + b"\n")
    return path


def numbers(report: IngestReport) -> tuple[int, int, int, int]:
    return report.read, report.accepted, report.duplicate, report.rejected


def rejects_of(report: IngestReport) -> list[dict[str, Any]]:
    return [json.loads(line) for file in report.rejects for line in Path(file).read_text("utf-8").splitlines()]


def mutated(line: bytes, chance: random.Random) -> bytes:
    """Do to a line what wires and disks do: turn, lose, double or insert a few bytes, or break it off."""
    bad = bytearray(line)
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        at = chance.randrange(len(bad) + 1)
        what = chance.randrange(6)
        if what == 0 and at < len(bad):
            bad[at] ^= 1 << chance.randrange(8)
        elif what == 1:
            del bad[at : at + chance.randrange(1, 9)]
        elif what == 2:
            bad[at:at] = bad[at : at + chance.randrange(1, 9)]
        elif what == 3:
            bad.insert(at, chance.choice(b'\x00\t\r "\\{}[],:0-9eE\x7f\x85\xa0\xc3\xed\xff'))
        elif what == 4 and at < len(bad):
            bad[at] = chance.randrange(256)
        elif what == 5 and chance.random() < 0.2:
            del bad[at:]
    return bytes(bad).replace(b"\n", b"\r")


def junk_lines(count: int) -> list[bytes]:
    """Let Hypothesis make up lines: bytes, JSON of any shape, events with anything in any field."""
    made: list[bytes] = []
    plain = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(["\ud800"])
    value = st.recursive(plain, lambda x: st.lists(x, max_size=3) | st.dictionaries(st.text(max_size=4), x, max_size=3))
    fields = st.sampled_from(["id", "at", "platform", "account", "post", "profile", "traits", "target", "by", "notice"])
    changed = st.builds(
        lambda number, new: a_line_with(number, new), st.integers(0, 9), st.dictionaries(fields, value, max_size=3)
    )
    whole = st.binary(max_size=60) | value.map(lambda said: json.dumps(said).encode()) | changed

    @settings(max_examples=count // 50, database=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(whole, min_size=50, max_size=50))
    def collect(lines: list[bytes]) -> None:
        made.extend(line.replace(b"\n", b" ") for line in lines)

    collect()
    return made[:count]


def a_line_with(number: int, changed: dict[str, Any]) -> bytes:
    shape = {"id": "junk", "at": "2020-01-01T00:00:00Z", "platform": "harbour", "account": "a", **SHAPES[number]}
    return json.dumps({**shape, **changed}).encode()


SEPARATORS = re.compile(rb"(?:\xef\xbb\xbf|[ \t\r\x0b\x0c\x1e])*")
"""Blank, as white space is: what stands between the items of joined files (RFC 7464, byte order marks)."""


def the_storm() -> Iterator[tuple[bytes, bool]]:
    """Give a hundred thousand lines, and whether each is untouched; good ones stand all between the others."""
    chance = random.Random(SEED)
    bad = [mutated(a_line(chance.randrange(GOOD)), chance) for _ in range(MUTANTS)] + junk_lines(JUNK)
    chance.shuffle(bad)
    lines = [(line, False) for line in bad] + [(a_line(number, id=f"good-{number}"), True) for number in range(GOOD)]
    chance.shuffle(lines)
    yield from lines


@pytest.mark.slow
def test_a_hundred_thousand_lines_of_damage_lose_no_good_line_and_no_count(tmp_path: Path) -> None:
    storm = list(the_storm())
    sent = [line for line, _ in storm if not SEPARATORS.fullmatch(line)]
    door = Door(tmp_path / "home")
    report = door.read(put(tmp_path, [line for line, _ in storm]))
    said = rejects_of(report)
    kept = Counter((event.platform, event.id) for batch in door.journal.read() for event in events_in(batch))
    ids = sorted(name for _, name in kept)

    assert len(storm) == 100_000
    assert report.read == len(sent) == report.accepted + report.duplicate + report.rejected
    assert report.rejected == len(said) > 30_000
    assert all(reject["reason"].strip() for reject in said)
    assert all(kept["harbour", f"good-{number}"] == 1 for number in range(GOOD))
    assert max(kept.values()) == 1
    assert len(kept) == report.accepted
    assert not {reject["line"] for reject in said} & {n for n, (_, good) in enumerate(storm, start=1) if good}
    assert sorted(door.again().in_journal()) == ids


@pytest.mark.parametrize("name", ["twitter_v1", "twitter_v2"])
def test_damaged_tweets_lose_no_count_and_all_that_is_kept_reads_back(name: str, tmp_path: Path) -> None:
    tweets = {
        "twitter_v1": b'{"created_at":"Wed Oct 10 20:19:24 +0000 2018","id_str":"1","text":"boats","user":{"id_str":"7"}}',
        "twitter_v2": b'{"data":{"id":"1","text":"boats","author_id":"7","created_at":"2020-01-01T10:00:00.000Z"}}',
    }
    chance, door = random.Random(SEED), Door(tmp_path / "home")
    report = door.read(put(tmp_path, [mutated(tweets[name], chance) for _ in range(5000)]), format_name=name)

    assert report.read == report.accepted + report.duplicate + report.rejected
    assert 0 < report.accepted == len(door.in_journal())
    assert all(reject["reason"].strip() for reject in rejects_of(report))


def test_every_line_is_accepted_known_or_rejected(door: Door, tmp_path: Path) -> None:
    report = door.read(put(tmp_path, [a_line(1), a_line(2), a_line(1), b"{oops"]))

    assert numbers(report) == (4, 2, 1, 1)
    assert [(reject["line"], reject["raw"]) for reject in rejects_of(report)] == [(4, "{oops")]
    assert door.in_journal() == ["e1", "e2"]


def test_a_file_read_again_is_all_known_also_by_the_next_command(door: Door, tmp_path: Path) -> None:
    path = put(tmp_path, [a_line(number) for number in range(50)])
    door.read(path)

    assert numbers(door.read(path)) == (50, 0, 50, 0)
    assert numbers(door.again().read(path)) == (50, 0, 50, 0)


def test_the_same_id_on_another_platform_is_another_event(door: Door, tmp_path: Path) -> None:
    assert numbers(door.read(put(tmp_path, [a_line(1), a_line(1, platform="quay")]))) == (2, 2, 0, 0)


def test_what_was_seen_is_known_from_the_journal_when_the_engines_folder_is_gone(door: Door, tmp_path: Path) -> None:
    path = put(tmp_path, [a_line(number) for number in range(50)])
    door.read(path)
    door.journal.close()
    (door.folder / "seen").rename(tmp_path / "gone")

    assert numbers(Door(door.folder).read(path)) == (50, 0, 50, 0)


def test_a_first_line_that_is_bad_stops_no_file(door: Door, tmp_path: Path) -> None:
    assert numbers(door.read(put(tmp_path, [b"\x00\xff junk", b"{}", a_line(1)]))) == (3, 1, 0, 2)


def test_a_file_in_which_nothing_is_known_is_told_with_what_to_do(door: Door, tmp_path: Path) -> None:
    [file] = door.read(put(tmp_path, [b"name;number", b"ada;7"])).files

    assert "--format: canonical, twitter_v1, twitter_v2" in file.problem


def test_a_bad_file_stops_none_of_a_folder(door: Door, tmp_path: Path) -> None:
    """A README, a partition that was cut, and a picture lie beside the others."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    put(inbox, [b"Read me first."], "README.txt")
    (inbox / "b.parquet").write_bytes(b"PAR1 and no more")
    (inbox / "c.png").write_bytes(b"\x89PNG\r\n")
    put(inbox, [a_line(1), b"{"], "d")
    put(inbox, [a_line(2)], "e")
    report = door.read(inbox)

    assert numbers(report) == (3, 2, 0, 1)
    assert [(Path(one.file).name, one.accepted, bool(one.problem)) for one in report.files] == [
        ("README.txt", 0, True), ("b.parquet", 0, True), ("c.png", 0, True), ("d", 1, False), ("e", 1, False)]  # fmt: skip


def test_what_a_file_says_to_happen_later_than_now_is_kept_apart(door: Door, tmp_path: Path) -> None:
    """One post dated 2099 would else become 'now', and every age and interval would be counted from it."""
    report = door.read(put(tmp_path, [a_line(1), a_line(2, at="2099-01-01T00:00:00Z")]))

    assert numbers(report) == (2, 1, 0, 1)
    assert "has not come yet" in rejects_of(report)[0]["reason"]
    assert door.latest() == datetime(2020, 1, 2, 10, tzinfo=UTC)


def test_a_file_may_be_ahead_by_a_day_and_no_more(door: Door, tmp_path: Path) -> None:
    """Clocks differ, and days begin elsewhere first."""
    within, beyond = ((datetime.now(UTC) + timedelta(hours=hours)).isoformat() for hours in (23, 25))
    report = door.read(put(tmp_path, [a_line(1, at=within), a_line(2, at=beyond)]))

    assert numbers(report) == (2, 1, 0, 1)
    assert "has not come yet" in rejects_of(report)[0]["reason"]


def test_what_comes_in_live_and_claims_to_happen_later_happens_now(door: Door) -> None:
    """Or else an author hides a post by dating it ahead."""
    door.intake.accept([a_follow("f1", at=datetime(2099, 1, 1, tzinfo=UTC))])

    latest = door.latest()
    assert latest is not None
    assert abs(latest - datetime.now(UTC)) < timedelta(minutes=5)


def test_identifiers_in_fields_that_nobody_knows_are_kept_nowhere(door: Door, tmp_path: Path) -> None:
    """Neither in the journal, nor in what was rejected."""
    secret = {
        "mail": "ada@plaza.example",
        "profile": {"phone": "+15550100"},
        "traits": {"ip": "192.0.2.7", "phone": "5550100"},
    }
    good, bad = a_line(2, **secret), a_line(3, **secret, account=7)
    keyed = Intake(journal=door.journal, seen=SeenDigests(door.folder / "seen"), keyring=new_keyring(at=NOON))
    report = keyed.read_files([put(tmp_path, [good, bad])], format_name=None, rejects=door.folder / "rejects",
                              progress=lambda *_: None)  # fmt: skip

    assert (report.accepted, report.rejected, report.unknown_fields) == (1, 1, {"mail": 1, "profile.phone": 1})
    kept = b"".join(batch.lines for batch in door.journal.read()) + Path(report.rejects[0]).read_bytes()
    assert not [part for part in (b"ada@", b"5550100", b"192.0.2") if part in kept]


def test_told_the_format_a_file_without_one_event_is_all_rejects(door: Door, tmp_path: Path) -> None:
    report = door.read(put(tmp_path, [b"name;number", b"ada;7"]), format_name="canonical")

    assert numbers(report) == (2, 0, 0, 2)


def test_a_format_that_there_is_not_is_refused_and_the_known_ones_are_said(door: Door, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="no format 'fax'; known are: canonical"):
        door.read(put(tmp_path, [a_line(1)]), format_name="fax")


def test_a_folder_of_many_formats_is_read_each_file_by_its_own(door: Door, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    put(inbox, [a_line(1)], "a")
    (inbox / "b.gz").write_bytes(gzip.compress(a_line(2)))
    put(inbox, [b'{"data":{"id":"1","text":"boats","author_id":"7","created_at":"2020-01-01T10:00:00Z"}}'], "c")
    follow = {"type": "follow.created", "id": "e4", "at": "2020-01-01T00:00:00Z", "platform": "harbour", "account": "a"}
    pl.DataFrame([{**follow, "target": "b"}]).write_parquet(inbox / "d")

    assert numbers(door.read(inbox)) == (4, 4, 0, 0)
    assert door.in_journal() == ["e1", "e2", "tweet-1", "e4"]


def test_a_file_that_is_not_there_stops_before_anything_is_read(door: Door, tmp_path: Path) -> None:
    with pytest.raises(Missing, match="nowhere"):
        door.read(put(tmp_path, [a_line(1)]), tmp_path / "nowhere")

    assert door.in_journal() == []


def test_a_batch_is_in_the_journal_at_once_and_each_event_of_it_once(door: Door) -> None:
    report = door.intake.accept([a_follow("e1"), a_follow("e2"), a_follow("e1")])

    assert numbers(report) == (3, 2, 1, 0)
    assert door.in_journal() == ["e1", "e2"]


@pytest.mark.parametrize("year", [1200, 9999])
def test_a_batch_with_an_event_that_would_not_be_read_back_is_refused_whole(door: Door, year: int) -> None:
    """Kept once, it would stop every later start."""
    with pytest.raises(Invalid, match=f"year {year}"):
        door.intake.accept([a_follow("e1"), a_follow("e2", datetime(year, 1, 1, tzinfo=UTC))])

    assert door.in_journal() == []
    assert numbers(door.intake.accept([a_follow("e1")])) == (1, 1, 0, 0)


def test_who_follows_a_file_is_told_each_batch_with_its_places(door: Door, tmp_path: Path) -> None:
    door.intake.accept([a_follow("batch")])
    before, told = door.journal.end(), list[EventBatch]()
    door.intake.read_files(
        [put(tmp_path, [a_line(1), a_line(2)])],
        format_name=None,
        rejects=tmp_path,
        progress=lambda *_: None,
        kept=told.append,
    )

    assert [([event.id for event in batch.events], batch.since, batch.until) for batch in told] == [
        (["e1", "e2"], before, door.journal.end())
    ]


def test_progress_adds_up_to_the_file_and_its_events(door: Door, tmp_path: Path) -> None:
    path, told = put(tmp_path, [a_line(number) for number in range(50)]), []
    door.intake.read_files(
        [path], format_name=None, rejects=tmp_path, progress=lambda p, size, events: told.append((p, size, events))
    )

    assert {p for p, _, _ in told} == {path}
    assert (sum(size for _, size, _ in told), sum(events for _, _, events in told)) == (path.stat().st_size, 50)


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (a_line(1), Canonical),
        (b'{"created_at":"x","id_str":"1"}', TwitterV1),
        (b'{"data":[]}', TwitterV2),
    ],
)
def test_a_format_is_recognised_by_the_first_line_that_any_knows(raw: bytes, kind: type) -> None:
    lines = [FileLine(number=number, raw=line) for number, line in enumerate([b"junk", raw, a_line(2)], start=1)]

    assert isinstance(recognise(lines, Path("inbox")), kind)


@pytest.mark.real_data
def test_real_events_are_all_accepted(real_data: Path, door: Door) -> None:
    report = door.read(real_data / "returns_en" / "events.ndjson.gz")

    assert numbers(report) == (8439, 8439, 0, 0)
    assert len(door.in_journal()) == 8439


@pytest.mark.real_data
def test_real_events_sent_again_are_all_known(real_data: Path, door: Door, tmp_path: Path) -> None:
    with gzip.open(real_data / "suspects_en" / "events.ndjson.gz") as stream:
        lines = [stream.readline().rstrip(b"\n") for _ in range(3000)]
    path = put(tmp_path, lines)

    assert numbers(door.read(path)) == (3000, 3000, 0, 0)
    assert numbers(door.again().read(path)) == (3000, 0, 3000, 0)


@pytest.mark.real_data
def test_a_folder_of_real_tweets_is_recognised_and_read_file_by_file(real_data: Path, door: Door) -> None:
    """One line of the stream broke off; an account that became protected is not closed, so its lines say nothing."""
    report = door.read(real_data / "platforms" / "twitter_v2")

    assert (report.duplicate, report.rejected) == (0, 1)
    assert report.accepted == len(door.in_journal())
