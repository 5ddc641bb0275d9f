"""A removed network comes back under new names and is named before it speaks; a person decides, and then it is known."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby
from pathlib import Path

import pytest

from cautery.app import App
from cautery.cases.review import DecisionInput
from cautery.events.masking import masked_events
from cautery.kit.clock import FrozenClock, rfc3339
from cautery.model.account import Account, AccountId
from cautery.model.event import AccountCreated, AnyEvent, PostCreated
from cautery.model.operator import OperatorLink
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.detection.labelling import label
from cautery.pipeline.detection.newcomers import name_newcomers, signup_screening
from cautery.pipeline.detection.operators import know_operators
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.pipeline.installation.install import install
from cautery.pipeline.installation.verify_log import verify_log
from cautery.platforms.connectors.simulator import Simulator
from cautery.simulator.people import SimulatedAccount
from cautery.simulator.world import BEGIN, PLATFORM, WorldSize
from cautery.store import cases

SIZE, SEED = WorldSize(people=500, operators=12), 5
BEFORE_H, AFTER_H = 72, 96


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """Give an installation at the end of the story."""
    config = install(tmp_path / "home", name="story.example")
    opened = App(config, clock=FrozenClock(BEGIN + timedelta(hours=BEFORE_H + AFTER_H)), person="local:ada")
    yield opened
    opened.close()


def hear(app: App, events: tuple[AnyEvent, ...]) -> None:
    with Ingestion(app) as door:
        door.accept(events)
        door.catch_up()


def remove_the_network(app: App, platform: Simulator, file: Path) -> list[SimulatedAccount]:
    """The platform closes every account of the hands that it finds open, and tells whom."""
    network = [one for one in platform.world.people.values() if one.operator and one.born_h <= platform.world.hour]
    for person in network:
        platform.close_by_itself(Account(platform=PLATFORM, id=person.id))
    at = rfc3339(platform.world.now())
    file.write_text("account,label,at\n" + "".join(f"{person.id},violating,{at}\n" for person in network))
    label(app, file)
    return network


def watch(app: App, events: tuple[AnyEvent, ...]) -> tuple[dict[AccountId, OperatorLink], set[AccountId]]:
    """Hear events an hour at a time; gives who was named, and who of them had spoken by the end of that hour."""
    newcomers, spoke = signup_screening(app), set[AccountId]()
    named: dict[AccountId, OperatorLink] = {}
    spoken_before: set[AccountId] = set()
    for hour, batch in groupby(events, key=lambda event: event.at.replace(minute=0, second=0, microsecond=0)):
        heard = list(batch)
        spoke |= {event.account for event in heard if isinstance(event, PostCreated)}
        for link in name_newcomers(app, newcomers, masked_events(heard, app.keyring), at=hour + timedelta(hours=1)):
            named[link.account.id] = link
            spoken_before |= {link.account.id} & spoke
    return named, spoken_before


def test_a_removed_network_comes_back_and_is_named_before_it_speaks(app: App, tmp_path: Path) -> None:
    platform = Simulator(SIZE, seed=SEED)
    platform.live(BEFORE_H)
    first = platform.read_events(None)
    hear(app, tuple(first.events))
    removed = remove_the_network(app, platform, tmp_path / "removed.csv")
    platform.live(AFTER_H)
    later = tuple(platform.read_events(first.cursor).events)
    named, spoken_before = watch(app, later)
    hear(app, later)

    people = platform.world.people
    new = [people[event.account] for event in later if isinstance(event, AccountCreated)]
    returns = [one for one in new if one.returns_of]
    same_machine = [one.id for one in returns if one.guise and {"device", "address"} & one.guise.kept]
    in_time = set(named) - spoken_before
    assert len(same_machine) >= 5
    assert len([one for one in new if not one.operator]) >= 1
    assert len(in_time & set(same_machine)) > len(same_machine) / 2
    assert [one for one in named if not people[one].operator] == []

    with app.reading() as connection:
        opened = [one for one in cases.every(connection) if one.origin == "return"]
    assert {one.about.id for one in opened} == set(named)
    for case in opened:
        assert case.continues is not None
        assert case.continues.earlier == named[case.about.id].earlier
        assert case.continues.earlier.id in {one.id for one in removed}
        assert case.continues.reason
        assert case.continues.proposal == "suspend under clause 'returned'"

    before = {entry.about for entry in know_operators(app, at=None, false_alarms=None).bank.entries}
    decide_case(
        app, opened[0].id, DecisionInput(measure="suspend", clause="returned", reason="The same machine and manner.")
    )
    after = {entry.about for entry in know_operators(app, at=None, false_alarms=None).bank.entries}
    assert after - before == {opened[0].about}
    assert verify_log(app).ok
