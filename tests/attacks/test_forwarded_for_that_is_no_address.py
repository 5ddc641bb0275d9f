"""The proxy hands on a header that names no address."""

from tests.attacks.site import Site

KIND = "throttling"


def test_it_does_not_work(site: Site) -> None:
    for said in ("', DROP TABLE attempts", "a" * 4000, "999.1.1.1", "::ffff:", "127.0.0.1:80"):
        assert site.stranger(said).get("/sign-in").status_code == 200
