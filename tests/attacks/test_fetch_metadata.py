"""Somebody has this machine fetch from inside: http://169.254.169.254/latest/meta-data/."""

from tests.attacks.site import Site

KIND = "addresses"


def test_it_does_not_work(site: Site) -> None:
    answer = site.program("senior").post(
        "/v1/check/fetched", json={"links": ["http://169.254.169.254/latest/meta-data/"]}
    )

    assert answer.status_code in (403, 422, 503)
    assert "Sign in" not in answer.text
