"""Thirty names are tried from thirty addresses of one /64."""

from tests.attacks.site import Site

KIND = "throttling"


def test_it_does_not_work(site: Site) -> None:
    net = site.address().removesuffix("::1")
    answers = [
        site.stranger(f"{net}::{number:x}")
        .post("/sign-in", data={"person": f"name{number}", "password": "wrong"})
        .status_code
        for number in range(30)
    ]

    assert answers.count(403) <= 20
    assert answers[-1] == 429
