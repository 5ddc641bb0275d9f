"""Another key of the same person repeats a call: answers belong to the key."""

from tests.attacks.site import HOOK, Site

KIND = "secrets in clear"


def test_it_does_not_work(site: Site) -> None:
    person = site.person("admin")
    one, other = (site.stranger(Authorization=f"Bearer {site.secret_key(person, 'admin')}") for _ in range(2))
    first = one.post("/v1/hooks", json=HOOK, headers={"Idempotency-Key": "mine"})
    assert one.post("/v1/hooks", json=HOOK, headers={"Idempotency-Key": "mine"}).json() == first.json()

    assert other.post("/v1/hooks", json=HOOK, headers={"Idempotency-Key": "mine"}).json() != first.json()
