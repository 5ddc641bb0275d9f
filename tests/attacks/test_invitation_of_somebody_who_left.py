"""Somebody was invited and sent away before they came: their link lets nobody in."""

from cautery.pipeline.entrance.staff import invite, let_go
from tests.attacks.site import Site

KIND = "ending access"


def test_it_does_not_work(site: Site) -> None:
    link = invite(site.app, name := f"guest{site.port}", ["reviewer"])
    let_go(site.app, name)

    assert site.stranger().post(f"/invitation/{link}", data={"password": "four lamps at the pier"}).status_code == 404
