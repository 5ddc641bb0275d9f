from cautery.effect.measures import measure
from cautery.effect.sentence import sentence
from cautery.effect.tables import of_takedown, seen
from tests.effect_world import TAKEDOWN, play


def test_a_takedown_is_told_in_one_sentence_with_its_intervals() -> None:
    world = of_takedown(play(16).seen, TAKEDOWN)

    says = sentence(measure(world), accounts=world.suspended().height)

    assert says.startswith(f"Of {world.suspended().height} accounts suspended: ")
    assert "of the reach of 20 operators was lost (" in says
    assert says.count(". ") == 0


def test_where_nothing_was_done_it_says_so() -> None:
    empty = seen({}, until=play(16).seen.until)

    assert sentence(measure(empty), accounts=0) == "No account has been suspended, so there is nothing to measure yet."


def test_too_little_is_told_as_too_little() -> None:
    empty = seen({}, until=play(16).seen.until)

    assert sentence(measure(empty), accounts=2).startswith("2 accounts suspended; what came of it cannot be told yet: ")
