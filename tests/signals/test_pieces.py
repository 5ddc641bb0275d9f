"""Known texts are found by the pieces they share with a text, however long either is."""

from cautery.signals.pieces import COMMON, Pieces

KNOWN = "the lanterns are lit tonight brothers of the harbour come and see them before they go out"
OTHER = "the market is closed on monday neighbours of the old town and opens again when the rain is over"


def test_the_text_with_most_pieces_in_common_comes_first() -> None:
    assert next(iter(Pieces([OTHER, KNOWN]).near(f"somebody said {KNOWN} and left")), None) == 1


def test_pieces_that_many_texts_share_say_nothing() -> None:
    assert list(Pieces([KNOWN] * (COMMON + 1)).near(KNOWN)) == []


def test_where_nothing_is_known_nothing_is_near() -> None:
    assert list(Pieces([]).near(KNOWN)) == []
