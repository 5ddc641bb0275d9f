"""A delivery that somebody else signed."""

from tests.attacks.site import Site

KIND = "the key before the work"


def test_it_does_not_work(site: Site) -> None:
    forged = {"X-Hub-Signature": "sha256=" + "0" * 64}
    answer = site.stranger(**forged).post("/v1/deliveries/plaza", json={"event": "report.created", "object": {}})

    assert answer.status_code == 401
