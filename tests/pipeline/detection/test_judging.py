"""Following a journal live and reading it at once come to the same: each likelihood, and each case."""

import random
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from cautery.app import App
from cautery.engine.account_state import AccountState
from cautery.errors import Temporary
from cautery.events.stage import EventBatch
from cautery.kit.clock import FrozenClock
from cautery.model.account import Account
from cautery.model.event import AnyEvent
from cautery.model.suspicion import Suspicion
from cautery.pipeline.banks.values import bank_value
from cautery.pipeline.detection import suspicion_stage as stage_room
from cautery.pipeline.detection import taking as taking_room
from cautery.pipeline.detection.judging import Judging, up_to_date
from cautery.pipeline.detection.labelling import label
from cautery.pipeline.detection.snapshots import kept_snapshot
from cautery.pipeline.detection.suspects import suspects
from cautery.pipeline.detection.suspicion_stage import SuspicionStage
from cautery.pipeline.history.lake import lake_of
from cautery.pipeline.history.read import latest_event
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.pipeline.installation.install import install
from cautery.store import cases
from cautery.store.journal import JournalPlace
from tests.world import NOON, neighbourhood, notice, post

EXACT = 1e-9
EVENTS: Sequence[AnyEvent] = [
    *neighbourhood().events,
    *(notice(about, by=f"neighbour {number}") for number in range(3) for about in ("returned", "elder")),
    *(post("reporter 1", f"the card of the guard, again: https://cards.example/{n}", at=NOON) for n in range(3)),
]


@pytest.fixture
def other(tmp_path: Path) -> Iterator[App]:
    """Give another empty installation."""
    opened = App(install(tmp_path / "other", name="other.example"), clock=FrozenClock(NOON), person="local:ada")
    yield opened
    opened.close()


def taken_in(app: App, events: Sequence[AnyEvent]) -> None:
    with Ingestion(app) as door:
        door.accept_at_once(events)


def decided(app: App, folder: Path) -> None:
    file = folder / "labels.csv"
    removed = neighbourhood().removed
    file.write_text("account,label\n" + "".join(f"{about.id},violating\n" for about in removed))
    label(app, file)


def turned(app: App, judging: Judging) -> None:
    """Take one turn, as the stage does."""
    reached = lake_of(app).reached()
    with suppress(Temporary), judging.accounts.turn():
        if judging.catch_up(reached):
            judging.judge(at=latest_event(app), most=3)


def settled(app: App, judging: Judging) -> dict[Account, Suspicion]:
    for _ in range(60):
        turned(app, judging)
    return {one.about: one for one in judging.found()}


def cased(app: App) -> set[Account]:
    with app.reading() as connection:
        return {case.about for case in cases.every(connection)}


def lived(app: App, tmp_path: Path, *, seed: int) -> dict[Account, Suspicion]:
    """Play the history in random batches; at random times the process is another one, or somebody decides or banks."""
    draw = random.Random(seed)
    left, judging = list(EVENTS), Judging(app, rest=timedelta(0))
    draw.shuffle(left)
    decides_at, banks_at = draw.randrange(len(left)), draw.randrange(len(left))
    done = 0
    while done < len(left):
        size = draw.choice((1, 2, 7, 30))
        taken_in(app, left[done : done + size])
        if done <= decides_at < done + size:
            decided(app, tmp_path)
        if done <= banks_at < done + size:
            bank_value(app, {"type": "link", "value": "cards.example/1", "why": "card"}, bank="cards")
        turned(app, judging)
        if draw.random() < 0.2:
            judging.close()
            judging = Judging(app, rest=timedelta(0))
        done += size
    found = settled(app, judging)
    judging.close()
    return found


@pytest.mark.parametrize("seed", range(3))
def test_lived_through_in_random_batches_with_new_starts_it_is_as_read_at_once(
    app: App, other: App, tmp_path: Path, seed: int
) -> None:
    live = lived(app, tmp_path, seed=seed)
    at_once = read_at_once(other, tmp_path, snapshot_of=app)

    assert live
    assert live.keys() == at_once.keys()
    for about, one in live.items():
        assert one.chance == pytest.approx(at_once[about].chance, abs=EXACT)
        assert one == at_once[about]
    assert cased(app) == cased(other)


def read_at_once(app: App, tmp_path: Path, *, snapshot_of: App) -> dict[Account, Suspicion]:
    """Read all of history at once, by the snapshot that somebody else made."""
    taken_in(app, EVENTS)
    decided(app, tmp_path)
    bank_value(app, {"type": "link", "value": "cards.example/1", "why": "card"}, bank="cards")
    folder = app.config.engine / "detection"
    folder.mkdir(parents=True)
    shutil.copy(snapshot_of.config.engine / "detection" / "snapshot.msgpack", folder)
    found = {one.about: one for one in suspects(app)}
    ours, theirs = kept_snapshot(app), kept_snapshot(snapshot_of)
    assert ours is not None
    assert theirs is not None
    assert ours.snapshot.name == theirs.snapshot.name
    return found


def test_a_state_that_is_deleted_or_damaged_is_computed_again_and_says_the_same(app: App, tmp_path: Path) -> None:
    taken_in(app, EVENTS)
    decided(app, tmp_path)
    judging = Judging(app, rest=timedelta(0))
    before = settled(app, judging)
    for damage in (shutil.rmtree, _spoil):
        damage(app.config.engine / "detection")
        after = settled(app, judging)
        assert after.keys() == before.keys()
        assert {one.chance for one in after.values()} == {one.chance for one in before.values()}


def test_nobody_is_judged_on_half_of_the_journal(app: App, tmp_path: Path) -> None:
    for at in range(0, len(EVENTS), 5):
        taken_in(app, EVENTS[at : at + 5])
    decided(app, tmp_path)
    stage = SuspicionStage(app)
    reached = lake_of(app).reached()
    batch = EventBatch(events=EVENTS, since=JournalPlace(segment=0, byte=0), until=reached)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(taking_room, "MOST_EVENTS", 10)
        patched.setattr(stage_room, "MOST_EVENTS", 10)
        stage.follow(batch)
        assert stage.behind
        assert not cased(app)
        for _ in range(len(EVENTS)):
            stage.idle()
    assert not stage.behind
    assert neighbourhood().returned in cased(app)


def test_whoever_decides_has_everybody_weighed_by_a_new_snapshot(app: App, tmp_path: Path) -> None:
    taken_in(app, EVENTS)
    with up_to_date(app, at=latest_event(app), opens=True) as judging:
        assert not [one for one in judging.found() if one.neighbourhood and "neighbours" in _channels(one)]
    decided(app, tmp_path)
    with up_to_date(app, at=latest_event(app), opens=True) as judging:
        assert judging.found()[0].about == neighbourhood().returned


def test_the_state_begins_anew_when_a_part_of_its_index_is_gone(tmp_path: Path) -> None:
    state = AccountState(tmp_path / "state")
    with state.writing():
        state.tell("runs", "00000007")
    state.close()

    again = AccountState(tmp_path / "state")
    assert "gone or damaged" in again.begun_anew
    assert again.place() == (0, 0)


def _channels(one: Suspicion) -> set[str]:
    return {reason.channel for reason in one.reasons}


def _spoil(folder: Path) -> None:
    for path in folder.glob("state.sqlite*"):
        path.write_bytes(b"no database" * 100)
