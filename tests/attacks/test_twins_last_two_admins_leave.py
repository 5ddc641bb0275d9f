"""Two admins send each other away at the same moment."""

from cautery.pipeline.entrance.staff import let_go
from cautery.store import people
from tests.attacks.twins import Twins

KIND = "two processes"


def test_it_does_not_work(twins: Twins) -> None:
    with twins.one.app.reading() as connection:
        others = [one.person for one in people.everybody(connection) if "admin" in one.roles and one.active]
    ann, ben = twins.one.person("admin"), twins.other.person("admin")
    for name in others:
        let_go(twins.one.app, name)
    first, second = twins.one.browser(ann), twins.other.browser(ben)
    twins.at_once(
        lambda: first.submit("/people/leave", person=ben).status_code,
        lambda: second.submit("/people/leave", person=ann).status_code,
    )
    with twins.one.app.reading() as connection:
        left = [one.person for one in people.everybody(connection) if "admin" in one.roles and one.active]

    assert len(left) == 1
