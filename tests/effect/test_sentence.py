from dataclasses import replace

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

    assert sentence(measure(empty), accounts=2).startswith("2 accounts suspended; the effect cannot be told yet: ")


def changed(name: str, figure: str, **to: float | str | None) -> str:
    world = of_takedown(play(16).seen, TAKEDOWN)
    measures = measure(world)
    asked = measures[name]
    figures = tuple(replace(one, **to) if one.name == figure else one for one in asked.figures)  # type: ignore[arg-type]
    return sentence({**measures, name: replace(asked, figures=figures)}, accounts=world.suspended().height)


def test_what_leaves_everything_open_is_no_finding() -> None:
    assert "how often operators returned cannot be told" in changed("returns", "returned_7d", low=0.0, high=1.0)
    assert "whether reach was lost cannot be told" in changed("reach", "reach_lost", low=-0.4, high=0.9)


def test_a_gain_is_not_told_as_a_loss_below_nought() -> None:
    says = changed("reach", "reach_lost", value=-0.43, low=-0.8, high=-0.1)

    assert "did not fall" in says
    assert "-43" not in says


def test_where_returns_were_not_all_recognised_it_is_at_least() -> None:
    says = changed("returns", "returned_7d", value=None, low=0.3, high=1.0)

    assert "operators returned within 7 days after at least 30% of" in says
    assert "(up to 100% cannot be excluded)" in says


def test_what_may_be_worse_is_said_beside_the_figure() -> None:
    lost = changed("reach", "reach_lost", value=0.9, low=0.6, high=1.0, note="at most so much was lost")
    back = changed("returns", "returned_7d", value=0.3, low=0.2, high=0.4, note="at least so many")

    assert "was lost (60% to 100%), or less if some returned undetected, compared with" in lost
    assert "(20% to 40%), or more if some returned undetected" in back
