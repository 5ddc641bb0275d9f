"""A program asks a question of millions of parts, which is read while nobody else is answered."""

from tests.attacks.site import Site

KIND = "slow and many"


def test_it_does_not_work(site: Site) -> None:
    program = site.program("reviewer")
    body = b'{"media": [' + b"{}," * 3_000_000 + b"{}]}"
    for kind in ("application/json", "application/vnd.x+json"):
        answer = program.post("/v1/check", content=body, headers={"Content-Type": kind})
        assert answer.status_code == 413
    text = {"text": "a,{[" * 25_000}

    assert program.post("/v1/check", json=text).status_code == 200
