"""A stranger writes a header that the trusted proxy only adds to: the last word is the proxy's."""

from tests.attacks.site import Site

KIND = "throttling"


def test_it_does_not_work(site: Site) -> None:
    real = site.address()
    answers = [
        site.stranger(f"8.8.4.{number}, {real}")
        .post("/sign-in", data={"person": f"o{number}", "password": "x"})
        .status_code
        for number in range(24)
    ]

    assert answers.count(403) <= 20
