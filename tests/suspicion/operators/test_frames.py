"""What several accounts write alike is nobody's own."""

import pytest

from cautery.suspicion.operators.frames import frames, masked_words, own_texts

SCORES = [
    "Northgate 3-1 Elm Road, what an evening at the ground",
    "Northgate 0-2 Elm Road, what an evening at the ground",
]
OWN = [
    "my neighbour baked a plum cake and we ate it on the stairs",
    "who else hears the owl behind the old station at night",
]


def shared_by(texts: list[str]) -> object:
    known = {key for text in texts for key in frames(text)}
    return lambda asked: [key in known for key in asked]


def test_a_template_is_the_same_whatever_its_numbers_links_and_names() -> None:
    one, other = (
        list(frames(f"I ran {n} km with @club today {link}")) for n, link in ((5, "https://a.example/1"), (12, ""))
    )

    assert one == other


def test_what_several_write_as_well_is_left_out_and_ones_own_stays() -> None:
    assert own_texts([*SCORES, *OWN], shared_by(SCORES[:1])) == OWN


def test_a_long_text_with_a_usual_phrase_in_it_stays_ones_own() -> None:
    phrase = "see you at the hall on sunday"
    long = f"{phrase} said my aunt, who never in her life was there before ten and always brought three kinds of bread"

    assert own_texts([long], shared_by([phrase])) == [long]


def test_a_button_that_signs_every_text_makes_none_of_them_ones_own() -> None:
    signed = [
        f"{head} | The Harbour Times via share" for head in ("Rents are up again", "The tram is voted on", "No ferries")
    ]
    others = ["Bread is dear this winter | The Harbour Times via share"]

    assert own_texts(signed, shared_by(others)) == []
    assert own_texts(signed[:1], shared_by(others)) == signed[:1]


def test_a_text_that_is_repeated_counts_once() -> None:
    assert own_texts([OWN[0], OWN[0].upper(), OWN[1]], shared_by([])) == [OWN[0].upper(), OWN[1]]


@pytest.mark.parametrize("text", ["", "ok", "🙂"])
def test_what_has_no_words_has_no_frames(text: str) -> None:
    assert not [key for key in frames(text) if len(masked_words(text)) < 2]
