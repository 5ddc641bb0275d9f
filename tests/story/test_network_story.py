"""A network is found from one confirmed account, and the fan club beside it is not."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from cautery.app import App
from cautery.cases.review import DecisionInput
from cautery.kit.clock import FrozenClock
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.cases.terminal_queue import queue
from cautery.pipeline.detection.labelling import label
from cautery.pipeline.detection.networks import networks
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.pipeline.installation.install import install
from cautery.pipeline.installation.verify_log import verify_log
from tests.lamplighters import DAYS, FANS, LAMPLIGHTERS, MORNING, SINGER, TOWN, harbour


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """Give an installation on the evening of the last day."""
    config = install(tmp_path / "home", name="story.example")
    opened = App(config, clock=FrozenClock(MORNING + timedelta(days=DAYS + 1)), person="local:ada")
    yield opened
    opened.close()


def test_a_network_is_found_from_two_confirmed_accounts_and_the_fan_club_beside_it_is_not(
    app: App, tmp_path: Path
) -> None:
    with Ingestion(app) as door:
        door.accept(harbour())
        door.catch_up()
    assert [one.case for one in networks(app)] == [None]  # they act together, and that is no wrong

    known = tmp_path / "removed.csv"
    known.write_text("account,label\n" + "".join(f"{name},violating\n" for name in LAMPLIGHTERS[2:4]))
    label(app, known)
    [network] = networks(app)
    members = {member.account.id for member in network.members}
    assert members == set(LAMPLIGHTERS)
    assert not members & {*FANS, *TOWN, SINGER}

    [case] = queue(app.config, app.clock)
    assert case.case == network.case
    judged = decide_case(
        app, case.case, DecisionInput(measure="suspend", clause="promotes", reason="They pass on its statements.")
    )
    assert {action.about.id for action in judged.actions} == members - set(LAMPLIGHTERS[2:4])
    assert queue(app.config, app.clock) == ()
    assert verify_log(app).ok
