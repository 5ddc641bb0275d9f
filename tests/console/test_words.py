import pytest

from cautery.console.words import MEASURES, measure_of, purpose_of, trace_of
from cautery.errors import Invalid
from cautery.suspicion.networks.says import DID


def test_what_was_chosen_is_a_word_of_the_story() -> None:
    assert [measure_of(said) for said in MEASURES] == list(MEASURES)
    assert purpose_of("news") == "news"


@pytest.mark.parametrize("said", ["", "observe", "burn"])
def test_leaving_up_on_purpose_is_proposed_and_not_chosen(said: str) -> None:
    with pytest.raises(Invalid):
        measure_of(said)
    with pytest.raises(Invalid):
        purpose_of(said)


def test_every_kind_of_trace_is_said_in_words_that_end_a_sentence() -> None:
    assert all(trace_of(name) != name for name in (*DID, "continues"))
    assert trace_of("some_new_kind") == "some new kind"
