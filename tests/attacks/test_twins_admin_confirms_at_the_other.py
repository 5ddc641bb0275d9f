"""An admin asks at one process, and confirms at the other."""

from cautery.store import access_requests
from tests.attacks.twins import Twins

KIND = "two processes"


def test_it_does_not_work(twins: Twins) -> None:
    asks, victim = twins.one.person("admin"), twins.one.person("reviewer")
    twins.one.browser(asks).submit("/people/invite", person=victim, roles="reviewer")
    with twins.one.app.reading() as connection:
        [request] = [one.id for one in access_requests.asked(connection) if one.person == victim]
    answer = twins.other.browser(asks).submit("/people/confirm", request=request, person=victim)

    assert "/invitation/" not in answer.text
