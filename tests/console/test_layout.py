"""Everybody has a place of their own; the same graph gives the same picture; parts do not lie on each other."""

import itertools
import math

from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.console.layout import places_of


@given(st.integers(0, 40), st.data())
@settings(max_examples=30, deadline=None)
def test_each_has_a_finite_place_of_its_own(count: int, data: st.DataObject) -> None:
    number = st.integers(0, max(count - 1, 0))
    ties = tuple(data.draw(st.lists(st.tuples(number, number), max_size=60))) if count else ()
    places = places_of(count, ties)

    assert len(places) == count
    assert all(math.isfinite(x) and math.isfinite(y) for x, y in places)
    assert len(set(places)) == count


def test_the_same_graph_gives_the_same_picture() -> None:
    ties = tuple(itertools.combinations(range(9), 2))
    first = places_of(9, ties)
    places_of.cache_clear()

    assert places_of(9, ties) == first


def test_parts_that_do_not_hang_together_stand_apart() -> None:
    """Circles around two groups do not meet."""
    group = list(itertools.combinations(range(12), 2))
    ties = tuple(group + [(one + 12, other + 12) for one, other in group])
    places = places_of(24, ties)
    middles = [tuple(sum(at[axis] for at in part) / 12 for axis in (0, 1)) for part in (places[:12], places[12:])]
    radii = [
        max(math.dist(at, middle) for at in part)
        for part, middle in zip((places[:12], places[12:]), middles, strict=True)
    ]

    assert math.dist(*middles) > sum(radii)


def test_who_is_tied_stands_nearer_than_who_is_not() -> None:
    """Two groups joined by one tie: within a group accounts stand nearer than across."""
    group = list(itertools.combinations(range(15), 2))
    places = places_of(30, (*group, *((one + 15, other + 15) for one, other in group), (0, 15)))
    within = [math.dist(places[one], places[other]) for one, other in group]
    across = [math.dist(places[one], places[other]) for one in range(15) for other in range(15, 30)]

    assert sum(within) / len(within) < 0.7 * sum(across) / len(across)
