"""The secret of a webhook, looked for in every byte of the database."""

from tests.attacks.site import HOOK, Site

KIND = "secrets in clear"


def test_it_does_not_work(site: Site) -> None:
    admin = site.program("admin")
    made = admin.post("/v1/hooks", json=HOOK, headers={"Idempotency-Key": "h1"})
    secret = made.json()["secret"]

    assert secret.startswith("whsec_")
    assert secret.removeprefix("whsec_").encode() not in site.dump()
