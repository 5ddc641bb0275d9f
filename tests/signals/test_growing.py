"""An index that could not grow grows, and answers as if it had been built at once."""

from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.model.content import Content
from cautery.signals.growing import growing
from cautery.signals.types.term import Term

WORDS = ("lantern", "wick", "ember", "pier", "soup")


@settings(max_examples=60)
@given(first=st.lists(st.sampled_from(WORDS), max_size=4), steps=st.lists(st.sampled_from([*WORDS, None]), max_size=12))
def test_it_answers_as_if_it_had_been_built_at_once(first: list[str], steps: list[str | None]) -> None:
    index = growing(Term(), first)
    held = dict(enumerate(first))
    for number, step in enumerate(steps):
        if step is not None:
            held[index.add(step)] = step
        elif held:
            index.remove(gone := sorted(held)[number % len(held)])
            del held[gone]
    found = [position for position, _ in index.find(Content(text=" ".join(WORDS[:3])))]

    assert sorted(found) == [position for position, word in held.items() if word in WORDS[:3]]
