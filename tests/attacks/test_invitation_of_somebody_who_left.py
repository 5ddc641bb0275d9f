"""Somebody was invited and sent away before they came: their link lets nobody in."""

from cautery.pipeline.entrance.staff import deactivate, invite
from tests.attacks.site import Site

KIND = "ending access"


def test_it_does_not_work(site: Site) -> None:
    link = invite(site.app, name := f"guest{site.port}", ["reviewer"])
    deactivate(site.app, name)

    assert site.stranger().post(f"/invitation/{link}", data={"password": "four lamps at the pier"}).status_code == 404
