"""A public form of five megabytes."""

from tests.attacks.site import Site

KIND = "the key before the work"


def test_it_does_not_work(site: Site) -> None:
    answer = site.stranger().post("/notice", data={"text": "a" * 5_000_000})

    assert answer.status_code == 413
