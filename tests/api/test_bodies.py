"""A body that is larger than its route takes is refused, whether it says its length or not."""

from collections.abc import Iterator

from cautery.api.bodies import MOST_BYTES
from tests.api.conftest import Program


def test_a_body_that_says_it_is_too_large_is_refused_unread(program: Program) -> None:
    response = program("admin").post("/check", content=b"{}", headers={"Content-Length": str(MOST_BYTES + 1)})

    assert (response.status_code, response.json()["status"]) == (413, 413)


def test_a_body_that_does_not_say_it_is_cut_off(program: Program) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(MOST_BYTES // 2**20 + 2):
            yield b" " * 2**20

    assert program("admin").post("/check", content=endless()).status_code == 413


def test_a_length_that_is_no_number_is_refused(program: Program) -> None:
    assert program("admin").post("/check", content=b"{}", headers={"Content-Length": "many"}).status_code == 413


def test_what_is_small_enough_goes_through(program: Program) -> None:
    assert program("admin").post("/check", json={"text": "soup"}).status_code == 200
