"""Whatever strangers write between angles, the words around it are read."""

import random

import pytest

from cautery.kit.markup import Markup

SIGNS = "<>![]-/ aA\"'=&#;xX?DOCTYPECATA%\n"
SEED = 20_261_129


class Words(Markup):
    """Gathers words and links."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.links = "", list[str | None]()

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [dict(attrs).get("href")] if tag == "a" else []


@pytest.mark.parametrize("odd", ["<![x[y]]>", "<![>", "<![CDATA[y]]>", "<![if gte mso 9]>", "<!x>", "<?y>", "</ >"])
def test_what_browsers_pass_over_hides_nothing(odd: str) -> None:
    read = Words()
    read.read(f"the lamp {odd}burns <a href='https://lamp.example'>on</a>")

    assert (read.words, read.links) == ("the lamp burns on", ["https://lamp.example"])


def test_a_text_that_breaks_off_is_read_to_its_end() -> None:
    read = Words()
    read.read("the lamp burns & <")

    assert read.words == "the lamp burns & <"


def test_nothing_that_is_written_raises() -> None:
    chance = random.Random(SEED)
    for _ in range(20_000):
        Words().read("<" + "".join(chance.choices(SIGNS, k=14)))
