"""A session goes on after its owner took up a new invitation."""

from cautery.pipeline.entrance.staff import invite
from tests.attacks.site import Site
from tests.staffed import PASSWORD

KIND = "ending access"


def test_it_does_not_work(site: Site) -> None:
    victim = site.person("reviewer")
    thief = site.browser(victim)
    link = invite(site.app, victim, ["reviewer"])
    site.stranger().post(f"/invitation/{link}", data={"password": PASSWORD})

    assert thief.get("/queue").status_code == 303
