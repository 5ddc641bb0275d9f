"""140 MB to the page that looks at files, without a session: led to the door before the form is read."""

from tests.attacks.site import Site

KIND = "the key before the work"


def test_it_does_not_work(site: Site) -> None:
    with site.growing() as growth:
        answer = site.stranger().post("/banks/check", files={"file": b"a" * 140_000_000})

    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in")
    assert growth.mb < 64
