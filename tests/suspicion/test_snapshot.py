"""What accounts share with removed ones is weighed by counts of one time, as the definition says."""

import math
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.model.account import Account
from cautery.suspicion.dossier import Dossier
from cautery.suspicion.lookup import users_among
from cautery.suspicion.snapshot import Count, Snapshot, bits_borne_out, take_snapshot
from tests.world import HARBOUR, follow, person, post

Use = tuple[str, str]
"""Who used what."""
TEXT = "the lamps are lit tonight, keepers of the old pier, come down and stand with us before they go out"

names = st.sampled_from("abcdefgh")
uses = st.lists(st.tuples(names, st.sampled_from("xyz")), max_size=24)


@settings(max_examples=200)
@given(uses, st.sets(names), st.integers(0, 5000))
def test_what_is_shared_weighs_as_the_definition_says(uses: list[Use], removed: set[str], more: int) -> None:
    population = len({name for name, _ in uses} | removed) + more
    snapshot = counted(dossiers(uses), removed, population=population)

    for name, value in uses:
        count = snapshot.links.get((HARBOUR, value), Count(0, 0))
        slow = slowly(name, value, uses, removed, population)
        if count.removed:
            assert snapshot.bits(count, about=person(name)) == pytest.approx(slow)
        else:
            assert not {other for other, also in uses if also == value} & removed


def test_what_everybody_uses_weighs_nothing_and_what_few_use_weighs_more() -> None:
    everybody = [f"n{number}" for number in range(100)]
    shared = [*((name, "front page") for name in everybody), *((name, "notebook") for name in everybody[:6])]
    snapshot = counted(dossiers(shared), set(everybody[:5]), population=100)

    assert snapshot.bits(snapshot.links[HARBOUR, "front page"], about=person("n5")) == 0.0
    assert snapshot.bits(snapshot.links[HARBOUR, "notebook"], about=person("n5")) > 5


def test_a_removed_account_does_not_vouch_for_itself() -> None:
    alone = counted(dossiers([("a", "x")]), {"a"}, population=1000)
    pair = counted(dossiers([("a", "x"), ("b", "x")]), {"a", "b"}, population=1000)

    assert alone.bits(alone.links[HARBOUR, "x"], about=person("a")) < pair.bits(
        pair.links[HARBOUR, "x"], about=person("a")
    )


def test_whoever_used_a_value_after_the_count_is_weighed_as_one_who_used_it_before() -> None:
    """Else a night would change what is said of an account that did nothing."""
    before = Snapshot(name="one", removed=frozenset({person("a")}), population=50)

    assert before.bits(Count(removed=1, users=1), about=person("new")) == before.bits(
        Count(removed=1, users=2), about=person("new")
    )


def test_a_text_is_as_widespread_as_its_most_widespread_passage() -> None:
    """A template with another word in it is nobody's own text."""
    everybody = [Dossier(about=person("a")), *(Dossier(about=person(f"n{number}")) for number in range(20))]
    for number, one in enumerate(everybody):
        one.see(post(one.about.id, f"{TEXT} and word{number} more"))
    snapshot = counted({one.about: one for one in everybody}, {"a"}, population=100)

    assert {count.users for count in snapshot.texts.values()} == {21}


def test_removed_accounts_that_repeat_each_other_count_together() -> None:
    said = [Dossier(about=person(name)) for name in "ab"]
    said[0].see(post("a", TEXT))
    said[1].see(post("b", TEXT.replace("tonight", "today")))
    snapshot = counted({one.about: one for one in said}, {"a", "b"}, population=100)

    assert {count.removed for count in snapshot.texts.values()} == {2}


def test_whom_removed_accounts_turn_to_is_known_with_what_shows_it() -> None:
    gone = Dossier(about=person("a"))
    events = [follow("a", "b"), post("a", "you", mentions=["b", "c"])]
    for event in events:
        gone.see(event)
    snapshot = counted({gone.about: gone}, {"a"}, population=100)

    assert {about.id for about in snapshot.turned} == {"b", "c"}
    assert snapshot.turned[person("c")] == (events[1].post.id,)  # type: ignore[union-attr]
    assert snapshot.ties[HARBOUR, "a"] == Count(removed=0, users=0)


def test_a_text_that_is_filled_in_anew_each_day_is_as_widespread_as_its_frame() -> None:
    everybody = [Dossier(about=person("a")), *(Dossier(about=person(f"n{number}")) for number in range(20))]
    for number, one in enumerate(everybody):
        one.see(post(one.about.id, f"Homework for class 7: page {number}, exercises {number} to 9, draw the map"))
    snapshot = counted({one.about: one for one in everybody}, {"a"}, population=100)

    assert {count.users for count in snapshot.texts.values()} == {21}


def test_who_shares_as_much_with_a_removed_account_is_counted_by_circle() -> None:
    shared = [(name, value) for name in ("a", "b", "c", "d") for value in "xyz"]
    snapshot = counted(dossiers([*shared, ("e", "x"), ("a", "own"), ("f", "own")]), {"a"}, population=1000)
    circle = snapshot.circles[snapshot.links[HARBOUR, "x"].circle]
    most = circle.shared[0]

    assert (circle.removed, len(circle.shared)) == (1, 6)
    assert circle.rivals(circle.shared[1]) == 4
    assert circle.most_bits(circle.shared[1], is_removed=False) == pytest.approx(bits_borne_out(1, 2))
    assert circle.most_bits(most * 2, is_removed=False) == pytest.approx(bits_borne_out(1, 0))


def counted(everybody: dict[Account, Dossier], removed: set[str], *, population: int) -> Snapshot:
    gone = [everybody.get(person(name), Dossier(about=person(name))) for name in sorted(removed)]
    return take_snapshot("today", gone, users_among(everybody.values()), population=population)


def dossiers(uses: Sequence[Use]) -> dict[Account, Dossier]:
    drawn: dict[Account, Dossier] = {}
    for name, value in uses:
        drawn.setdefault(person(name), Dossier(about=person(name))).links[value] = f"{name} {value}"
    return drawn


def slowly(name: str, value: str, uses: Sequence[Use], removed: set[str], population: int) -> float:
    """Count everybody but the one who is weighed."""
    with_it = {other for other, also in uses if also == value and other != name}
    n1 = len(removed - {name})
    n0 = population - len(removed | {name})
    k, m = len(with_it & removed), len(with_it - removed)
    rarity = math.log2((k + 0.5) / (n1 + 1) * (n0 + 1) / (m + 0.5))
    borne_out = math.log2((k + 0.1) / (m + 1.9) * 0.95 / 0.05)
    return max(0.0, min(rarity, borne_out))
