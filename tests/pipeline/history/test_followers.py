"""How many follow somebody is what their last profile told."""

from datetime import timedelta

from cautery.app import App
from cautery.kit.canonical import digest
from cautery.model.account import AccountId
from cautery.model.event import AccountUpdated, Profile
from cautery.pipeline.history.followers import followers_of
from cautery.pipeline.ingestion.ingest import Ingestion
from tests.world import HARBOUR, NOON, created, person


def followed(name: str, many: int, *, day: int) -> AccountUpdated:
    at = NOON + timedelta(days=day)
    return AccountUpdated(
        id=digest(name, str(day)), at=at, platform=HARBOUR, account=AccountId(name), profile=Profile(followers=many)
    )


def test_the_last_profile_that_tells_counts_and_only_of_those_asked_about(app: App) -> None:
    events = [created("ana"), created("ben"), followed("ana", 10, day=1), followed("ana", 12, day=2)]
    with Ingestion(app) as door:
        door.accept([*events, followed("eva", 99, day=1)])
        door.catch_up()

    assert followers_of(app, [person("ana"), person("ben")]) == {person("ana"): 12}
    assert followers_of(app, []) == {}
