"""A few events among bad lines are kept: bad lines stop no others."""

from tests.attacks.site import Site

KIND = "slow and many"


def test_it_does_not_work(site: Site) -> None:
    event = b'{"type":"account.created","id":"attack-%d","at":"2016-02-05T12:00:00Z","platform":"harbour","account":"new one"}'
    lines = b"".join(b"x\n" + event % number + b"\n" for number in range(10))
    answer = site.program("admin").post("/v1/events", content=lines, headers={"Content-Type": "application/x-ndjson"})

    assert (answer.json()["accepted"], answer.json()["rejected"]) == (10, 10)
