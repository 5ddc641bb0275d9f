"""A stranger who is no proxy says with each try that they are somebody else."""

from tests.attacks.site import Site

KIND = "throttling"


def test_it_does_not_work(site: Site) -> None:
    answers = []
    for number in range(26):
        body = f"person=name{number}&password=wrong".encode()
        said = site.send(
            b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nX-Forwarded-For: 8.8.1.%d\r\n" % number
            + b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n" % len(body)
            + body,
            source="127.0.0.27",
        )
        answers.append(said.split(b" ")[1])

    assert answers.count(b"403") <= 20
    assert answers[-1] == b"429"
