"""An invitation is taken up at both processes at the same moment."""

from cautery.model.person import PersonId
from cautery.pipeline.entrance.staff import invite
from cautery.store import entrance
from tests.attacks.site import Site
from tests.attacks.twins import Twins

KIND = "two processes"


def test_it_does_not_work(twins: Twins) -> None:
    for number in range(5):
        name = f"newcomer{number}"
        link = invite(twins.one.app, name, ["reviewer"])

        def takes(site: Site, link: str = link) -> int:
            said = {"password": f"seven boats at the quay {site.port}"}
            return site.stranger().post(f"/invitation/{link}", data=said).status_code

        assert sorted(twins.both(takes, times=2))[0] == 303
        with twins.one.app.reading() as connection:
            assert len(entrance.sessions_of(connection, PersonId(name))) == 1
