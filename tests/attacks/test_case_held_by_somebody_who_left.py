"""Somebody who was sent away keeps a case to themselves."""

from cautery.model.case import CaseId
from cautery.pipeline.entrance.staff import deactivate
from cautery.store import leases
from tests.attacks.site import Site

KIND = "ending access"


def test_it_does_not_work(site: Site) -> None:
    victim = site.person("reviewer")
    with site.app.noting() as connection:
        leases.take(connection, CaseId("held"), person=victim, at=site.app.clock.now())
    deactivate(site.app, victim)

    assert site.read("SELECT * FROM leases WHERE person = ?", victim) == []
