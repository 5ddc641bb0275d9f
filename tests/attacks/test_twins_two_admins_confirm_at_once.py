"""Two admins confirm the same request at the same moment, and a third refuses it."""

from cautery.model.person import PersonId
from cautery.store import access_requests, people
from tests.attacks.twins import Twins

KIND = "two processes"


def test_it_does_not_work(twins: Twins) -> None:
    asks, victim = twins.one.person("admin"), twins.one.person("reviewer")
    twins.one.browser(asks).submit("/people/invite", person=victim, roles="reviewer")
    with twins.one.app.reading() as connection:
        [request] = [one.id for one in access_requests.asked(connection) if one.person == victim]
    admins = {site: site.browser(site.person("admin")) for site in (twins.one, twins.other)}
    refuses = twins.other.browser(twins.other.person("admin"))
    pages = twins.at_once(
        lambda: admins[twins.one].submit("/people/confirm", request=request, person=victim).text,
        lambda: admins[twins.other].submit("/people/confirm", request=request, person=victim).text,
        lambda: refuses.submit("/people/refuse", request=request).text,
    )
    with twins.one.app.reading() as connection:
        let_in = [
            one for one in people.admissions_of(connection, PersonId(victim), most=50) if one.event == "link made"
        ]

    assert sum("/invitation/" in page for page in pages) == len(let_in) <= 1
