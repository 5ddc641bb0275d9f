"""Somebody has this machine fetch from inside: http://[fec0::1]:PORT/."""

from tests.attacks.site import Site

KIND = "addresses"


def test_it_does_not_work(site: Site) -> None:
    answer = site.program("senior").post("/v1/check/fetched", json={"links": [f"http://[fec0::1]:{site.port}/"]})

    assert answer.status_code in (403, 422, 503)
    assert "Sign in" not in answer.text
