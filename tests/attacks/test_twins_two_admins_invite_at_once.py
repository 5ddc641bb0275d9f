"""Two admins invite the same newcomer at the same moment: the second would let somebody in again, alone."""

from cautery.model.person import PersonId
from cautery.store import people
from tests.attacks.site import Browser, Site
from tests.attacks.twins import Twins

KIND = "two processes"


def test_it_does_not_work(twins: Twins) -> None:
    for number in range(4):
        name = f"fresh{number}"
        admins = {site: site.browser(site.person("admin")) for site in (twins.one, twins.other)}

        def invites(site: Site, name: str = name, admins: dict[Site, Browser] = admins) -> str:
            return admins[site].submit("/people/invite", person=name, roles="reviewer").text

        pages = twins.both(invites)
        with twins.one.app.reading() as connection:
            events = [one.event for one in people.admissions_of(connection, PersonId(name), most=50)]

        assert sum("/invitation/" in page for page in pages) == 1
        assert events == ["link made"]
