import pytest

from cautery.console.words import MEASURES, measure_of, purpose_of
from cautery.errors import Invalid


def test_what_was_chosen_is_a_word_of_the_story() -> None:
    assert [measure_of(said) for said in MEASURES] == list(MEASURES)
    assert purpose_of("news") == "news"


@pytest.mark.parametrize("said", ["", "observe", "burn"])
def test_leaving_up_on_purpose_is_proposed_and_not_chosen(said: str) -> None:
    with pytest.raises(Invalid):
        measure_of(said)
    with pytest.raises(Invalid):
        purpose_of(said)
