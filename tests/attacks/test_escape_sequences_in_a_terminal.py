"""Names, texts and files that hold escape sequences are shown in a terminal."""

from tests.attacks.told import Told

KIND = "terminals and logs"


def test_it_does_not_work(told: Told) -> None:
    hostile = [(command, letter) for command, said in told.said for letter in said if _obeyed(letter)]

    assert hostile == []
    assert any("owned" in said for _, said in told.said)


def _obeyed(letter: str) -> bool:
    """Say whether a terminal would obey a letter, or turn others around by it."""
    return letter != "\n" and not letter.isprintable()
