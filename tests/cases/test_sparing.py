"""Nobody reads the same thing twice, and nothing that was said is lost."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from cautery.cases.sparing import once
from cautery.model.exhibit import Item

NOON = datetime(2020, 1, 1, tzinfo=UTC)
texts = st.lists(st.sampled_from(("", "The lamps", "the  LAMPS", "the ships", "الســلام", "السلام")), max_size=9)


def said(*told: str, media: tuple[str, ...] = ()) -> list[Item]:
    return [Item(id=str(number), at=NOON, text=text, media=media) for number, text in enumerate(told)]


def test_what_folds_to_the_same_is_shown_once_where_it_stood_first() -> None:
    lamps, ships = once(said("The lamps", "the ships", "the  LAMPS"))

    assert (lamps.names, ships.names) == (("0", "2"), ("1",))


def test_what_carries_media_or_no_words_stands_by_itself() -> None:
    assert len(once(said("The lamps", "The lamps", media=("image",)))) == 2
    assert len(once(said("", " "))) == 2


@given(texts)
def test_every_post_is_there_exactly_once(told: list[str]) -> None:
    names = [name for one in once(said(*told)) for name in one.names]

    assert sorted(names) == [str(number) for number in range(len(told))]
