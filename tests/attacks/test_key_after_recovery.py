"""A key goes on after its owner took up a new invitation, because somebody had their password."""

from cautery.pipeline.entrance.staff import invite
from tests.attacks.site import Site
from tests.staffed import PASSWORD

KIND = "ending access"


def test_it_does_not_work(site: Site) -> None:
    victim = site.person("reviewer")
    key = site.secret_key(victim, "reviewer")
    link = invite(site.app, victim, ["reviewer"])
    site.stranger().post(f"/invitation/{link}", data={"password": PASSWORD})

    assert site.stranger(Authorization=f"Bearer {key}").get("/v1/cases").status_code == 401
