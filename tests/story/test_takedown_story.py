"""A network on a real platform: three are reported, all are found, taken down by two people, given back; some return.

The servers are those that people run: a data server, a view and Ozone. The installation is served as anybody would serve it.
"""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import polars as pl
import pytest

from cautery.app import App
from cautery.cases.review import DecisionInput
from cautery.config import read_config
from cautery.errors import Refused
from cautery.kit.clock import WallClock
from cautery.model.account import Platform
from cautery.model.case import CaseId
from cautery.model.event import AnyEvent
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.cases.terminal_queue import queue
from cautery.pipeline.detection.networks import networks
from cautery.pipeline.detection.operators import find_operators
from cautery.pipeline.detection.suspects import suspects
from cautery.pipeline.history.lake import lake_of
from cautery.pipeline.installation.install import install
from cautery.pipeline.installation.verify_log import verify_log
from cautery.pipeline.takedowns.control import undo_whole
from cautery.pipeline.takedowns.planning import approve, begin, plan
from cautery.pipeline.takedowns.status import look_at
from cautery.platforms.connectors.atproto.frames import Body, events_of
from cautery.serve import bind, serving
from tests.servers.atproto import Network, Person
from tests.story.plaza import Plaza

pytestmark = pytest.mark.xdist_group("network")
PATIENCE_S = 240.0
FIRST_BACK = 3
SETTINGS = """
[takedown]
stage_wait_minutes = 0
[platforms.plaza]
connector = "atproto"
address = "{address}"
a_second = 1000
ozone = "{ozone}"
moderator = "{moderator}"
"""
SUSPEND = DecisionInput(
    measure="suspend", clause="promotes", reason="Calls for joining the keepers, with others who do the same."
)


@pytest.fixture
def app(tmp_path: Path, network: Network, monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    """Give an installation that is served, and listens to the network."""
    monkeypatch.setenv("CAUTERY_SECRET_PLAZA", network.moderator_password)
    monkeypatch.setattr("cautery.platforms.connectors.atproto.firehose.events_of", _as_of_an_archive)
    home = install(tmp_path / "home", name="story.example").home
    with (home / "cautery.toml").open("a") as settings:
        said = {"address": network.pds.address, "ozone": network.ozone_did, "moderator": network.moderator}
        settings.write(SETTINGS.format(**said))
    opened = App(read_config(home), clock=WallClock(), person="local:ada")
    with serving(opened, bind("127.0.0.1", 0), host="127.0.0.1"):
        yield opened
    opened.close()


def test_a_network_is_taken_down_on_a_real_platform_given_back_and_known_when_it_returns(
    app: App, network: Network
) -> None:
    plaza = Plaza(network, until=datetime.now(UTC) - timedelta(hours=1))
    keepers = {person.did for person in plaza.keepers}
    first = plaza.keepers[:3]
    removed = {person.did for person in first}
    ben = app.acting_as("local:ben")
    _until(lambda: _posts(app, plaza) >= plaza.said, "all that was said is known")

    for seed in first:
        report = {"$type": "com.atproto.admin.defs#repoRef", "did": seed.did}
        plaza.town[0].reports(report, "calls people to the pier at night", to=network.ozone_did)
    for seed in first:
        _until(lambda seed=seed: _cases_about(app, seed) != [], "the report has opened a case")  # type: ignore[misc]
        decide_case(app, _cases_about(app, seed)[0], SUSPEND)
    _until(lambda: plaza.down() == removed, "those who were reported are suspended")

    [found] = [one for one in networks(app) if one.case]
    members = {member.account.id for member in found.members}
    assert members <= keepers
    assert len(members) >= len(keepers) - 2
    assert found.case is not None

    made = plan(app, found.case, SUSPEND)
    assert made.needs
    with pytest.raises(Refused, match="second person"):
        approve(app, made.id)
    with pytest.raises(Refused, match="second person"):
        begin(app, made.id)
    assert plaza.down() == removed
    approve(ben, made.id)
    _until(lambda: look_at(app, made.id).state == "finished", "the takedown is finished")
    assert plaza.down() == members | removed
    assert look_at(app, made.id).count("confirmed") == len(members - removed)

    assert undo_whole(app, made.id, reason="The figures were read wrongly.") == len(members - removed)
    _until(lambda: plaza.down() == removed, "all that the takedown changed is given back, and nothing else")

    again = plan(
        app, found.case, DecisionInput(measure="suspend", clause="promotes", reason="They were right.", replaces=True)
    )
    _until(lambda: look_at(app, made.id).count("undone") == len(members - removed), "the undoing is known")
    approve(ben, again.id)
    _until(lambda: look_at(app, again.id).state == "finished", "the second takedown is finished")
    assert plaza.down() == members | removed
    assert look_at(app, again.id).count("confirmed") == len(members - removed)

    returned = [
        plaza.comes_back(plaza.keepers[number], f"calm-water-{number}") for number in range(FIRST_BACK, FIRST_BACK + 5)
    ]
    _until(lambda: _posts(app, plaza) >= plaza.said, "all that they said is known")
    suspected, hands = suspects(app), find_operators(app).links
    ours = {
        one.about.id for one in suspected
    } & plaza.who_said  # whom other tests reported on this server is suspected too
    assert ours == {person.did for person in returned}
    for number, person in enumerate(returned, start=FIRST_BACK):
        assert next(link.earlier.id for link in hands if link.account.id == person.did) == plaza.keepers[number].did
    for person in returned:
        decide_case(
            app,
            _cases_about(app, person)[0],
            DecisionInput(measure="suspend", clause="returned", reason="The same hand."),
        )
    _until(lambda: {person.did for person in returned} <= plaza.down(), "whoever came back is suspended again")

    assert plaza.down() == members | removed | {person.did for person in returned}
    assert verify_log(app).ok


def _as_of_an_archive(kind: str, body: Body, *, platform: Platform, blobs: str) -> Iterator[AnyEvent]:
    """Leave out when the server took what it tells: it runs for a minute, and its people's three weeks are in their posts."""
    for event in events_of(kind, body, platform=platform, blobs=blobs):
        yield msgspec.structs.replace(event, received=None)


def _until(holds: Callable[[], bool], what: str) -> None:
    """Wait for what a real network does in its own time."""
    give_up_at = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < give_up_at, f"it did not come to pass that {what}"
        time.sleep(0.5)


def _posts(app: App, plaza: Plaza) -> int:
    """Count what is known to have been said on the plaza; others may be on the same server."""
    said = lake_of(app).scan("posts").filter(pl.col("account").is_in(plaza.who_said))
    counted = said.select(pl.len()).collect()
    return int(counted.item())


def _cases_about(app: App, person: Person) -> list[CaseId]:
    return [case.case for case in queue(app.config, app.clock) if case.about.id == person.did]
