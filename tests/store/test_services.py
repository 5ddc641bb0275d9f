"""How each service is can be asked from another process."""

from cautery.store import services
from cautery.store.database import Database
from cautery.store.services import ServiceState


def test_a_service_tells_when_it_was_well_last_and_what_is_wrong_since(either: Database) -> None:
    with either.writing() as connection:
        services.say(connection, "history", problem="", failures=0, at_s=1.0)
        services.say(connection, "history", problem="the disk is full", failures=4, at_s=9.0)
        services.say(connection, "alerts", problem="", failures=0, at_s=2.0)

    with either.reading() as connection:
        assert list(services.every(connection)) == [
            ServiceState(name="alerts", ok_at=2.0, failures=0, failed_at=None, problem=""),
            ServiceState(name="history", ok_at=1.0, failures=4, failed_at=9.0, problem="the disk is full"),
        ]
