"""A reader takes some letters for others; a word of another language stays a word."""

import pytest

from cautery.signals.look_alikes import in_latin, is_dotless, turned, without_dots


@pytest.mark.parametrize(
    "written",
    [
        "lantеrn",
        "lanteʀn",
        "ʟᴀɴᴛᴇʀɴ",
        "🇱🇦🇳🇹🇪🇷🇳",
        "🅻🅰🅽🆃🅴🆁🅽",
        "⒧⒜⒩⒯⒠⒭⒩",
        "laոtern",
        "lɑntern",
        "ꮮantern",
        "łantern",
        "lαntεrη",
        "ꞁantern",
    ],
)
def test_look_alikes_are_read_as_latin(written: str) -> None:
    assert in_latin(written) == "lantern"


@pytest.mark.parametrize("word", ["сор", "нос", "ορος", "سلام", "灯笼", "café", "größe"])
def test_a_word_of_a_living_script_stays_what_it_is(word: str) -> None:
    assert in_latin(word) == word


def test_what_stands_upside_down_is_read_from_its_end() -> None:
    assert turned("ǝɹᴉɟuɹǝʇuɐl") == "lanternfire"
    assert turned("ʍopuᴉʍ") == "window"
    assert turned("ƃuᴉddoɥs ɹɐɔ") == "car shopping"
    assert turned("lantern") is None


def test_arabic_without_its_dots_is_the_same_word() -> None:
    assert is_dotless("الڡاںوس")
    assert not is_dotless("الفانوس")
    assert without_dots("الڡاںوس") == without_dots("الفانوس")
