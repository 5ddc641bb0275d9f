"""What a takedown's accounts spread is known again, and what is everybody's is not."""

from datetime import timedelta

import pytest

from cautery.app import App
from cautery.model.plan import PlanId
from cautery.pipeline.banks.values import bank_entries
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.pipeline.takedowns.arm import arm_takedown
from cautery.pipeline.takedowns.control import undo_whole
from cautery.pipeline.takedowns.planning import begin
from tests.takedowns import QUAY, Quay, carried_through, member, planned
from tests.world import NOON, post

PASTE = "https://justpaste.it/lanterns"
EVERYBODYS = "https://justpaste.it/recipes"
SERMON = (
    "The lanterns burn all night for those who wait at the harbour wall, and the wall will fall for them one day soon."
)
PROVERB = "A proverb that the whole quay says every single morning while it is waiting for the first boat to come in."


@pytest.fixture
def finished(app: App) -> PlanId:
    """Give a finished takedown of three, who posted their own things and everybody's."""
    events = [post(member(1).id, SERMON, links=[PASTE, EVERYBODYS]), post(member(2).id, PROVERB)]
    events += [post(f"neighbour {n}", PROVERB, links=[EVERYBODYS]) for n in range(5)]
    with Ingestion(app) as door:
        door.accept([_at_the_quay(event) for event in events])
        door.catch_up()
    name = planned(app, 3).id
    begin(app, name)
    carried_through(app, Quay(), name)
    return name


def _at_the_quay(event):  # type: ignore[no-untyped-def]
    return type(event)(id=event.id, at=event.at, platform=QUAY, account=event.account, post=event.post)


def banked(app: App) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in bank_entries(app, bank="removed"):
        found.setdefault(one.type, []).append(one.value)
    return found


def test_their_own_is_banked_with_origin_policy_and_end_and_everybodys_is_not(app: App, finished: PlanId) -> None:
    assert arm_takedown(app, finished) == 2

    assert banked(app)["link"] == ["justpaste.it/lanterns"]
    assert len(banked(app)["near_text"]) == 1
    for one in bank_entries(app, bank="removed"):
        assert (one.origin, one.policy) == (f"takedown:{finished}", "promotes")
        assert one.expires_at == app.clock.now() + timedelta(days=365)
    assert app.clock.now() > NOON


def test_arming_again_banks_nothing_twice(app: App, finished: PlanId) -> None:
    first = arm_takedown(app, finished)

    assert arm_takedown(app, finished) == first
    assert sum(map(len, banked(app).values())) == first


def test_what_nobody_carried_out_arms_nothing(app: App) -> None:
    made = planned(app, 3)

    assert arm_takedown(app, made.id) == 0


def test_undoing_the_takedown_disarms_it(app: App, finished: PlanId) -> None:
    arm_takedown(app, finished)
    undo_whole(app, finished, reason="a choir")

    assert banked(app) == {}
