"""What takes long holds up nothing that is quick, and a full line says so."""

import threading
from collections.abc import Iterator

import pytest

from cautery.errors import Temporary
from cautery.model.content import MediaContent
from cautery.signals.media.looker import DecoderProcess
from cautery.signals.media.lookers import DecoderPool
from cautery.signals.media.refusal import Unreadable
from tests.material import film, landscape, pdf, saved


class Held(DecoderPool):
    """Looks at nothing until it is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(quick=1, long=1, most_waiting=1)
        self.begun, self.go_on = threading.Semaphore(0), threading.Event()
        real = DecoderProcess.look

        def look(one: DecoderProcess, data: bytes, *, to_bank: bool = False) -> MediaContent:
            if data.startswith(b"%PDF"):
                self.begun.release()
                self.go_on.wait(timeout=30)
                return MediaContent(kind="document")
            return real(one, data, to_bank=to_bank)

        monkeypatch.setattr(DecoderProcess, "look", look)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    with Held(monkeypatch) as one:
        yield one
        one.go_on.set()


def test_pictures_and_films_are_looked_at() -> None:
    with DecoderPool(quick=1) as lookers:
        kinds = [lookers.look(data).kind for data in (saved(landscape(1)), film([landscape(1)]), b"lit")]

    assert kinds == ["image", "video", "document"]


def test_what_nobody_reads_is_refused_before_it_waits() -> None:
    with DecoderPool() as lookers, pytest.raises(Unreadable, match="zip archive"):
        lookers.look(b"PK\x03\x04 of something")


def test_a_picture_is_looked_at_while_a_long_file_is_and_a_full_line_says_so(held: Held) -> None:
    slow = [threading.Thread(target=held.look, args=(pdf("lit"),)) for _ in range(2)]
    for thread in slow:
        thread.start()
    assert held.begun.acquire(timeout=20)
    while held._long._places._value:  # type: ignore[attr-defined]
        pass

    assert held.look(saved(landscape(1))).kind == "image"
    with pytest.raises(Temporary) as told:
        held.look(pdf("lit"))
    assert told.value.retry_after_s
    held.go_on.set()
    for thread in slow:
        thread.join()
    assert held.look(pdf("lit")).kind == "document"
