"""Somebody who writes to the database puts another answer in the place of one that was kept."""

from tests.attacks.site import HOOK, Site

KIND = "secrets in clear"


def test_it_does_not_work(site: Site) -> None:
    admin = site.program("admin")
    admin.post("/v1/hooks", json=HOOK, headers={"Idempotency-Key": "forged"})
    site.write("UPDATE answers SET body = 'e30='")
    again = admin.post("/v1/hooks", json=HOOK, headers={"Idempotency-Key": "forged"})

    assert again.status_code >= 400
