"""Twelve films at the same moment from one program, while another sends one."""

from concurrent.futures import ThreadPoolExecutor

from tests.attacks.site import Site
from tests.material import film, landscape

KIND = "slow and many"


def test_it_does_not_work(site: Site) -> None:
    many, other = site.program("reviewer"), site.program("reviewer")
    films = [film([landscape(number), landscape(number + 1)] * 10) for number in range(12)]

    def asks(data: bytes) -> int:
        return many.post("/v1/check/files", files={"files": ("a.mp4", data)}).status_code

    with ThreadPoolExecutor(13) as together:
        answers = together.map(asks, films)
        honest = together.submit(other.post, "/v1/check/files", files={"files": ("b.mp4", films[0])})

        assert honest.result().status_code == 200
        assert sorted(set(answers)) == [200, 429]
