"""An invitation that a newer one replaced still lets somebody in."""

from cautery.pipeline.entrance.staff import invite
from tests.attacks.site import Site

KIND = "ending access"


def test_it_does_not_work(site: Site) -> None:
    old = invite(site.app, victim := site.person("reviewer"), ["reviewer"])
    invite(site.app, victim, ["reviewer"])

    assert site.stranger().post(f"/invitation/{old}", data={"password": "four lamps at the pier"}).status_code == 404
