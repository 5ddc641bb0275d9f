from hypothesis import given
from hypothesis import strategies as st

from cautery.effect.hands import together

GROUPS = st.lists(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=3), max_size=8)


@given(GROUPS)
def test_two_have_one_hand_exactly_when_a_chain_of_groups_ties_them(groups: list[list[str]]) -> None:
    hands = together(groups)

    for one in hands:
        reached, before = {one}, set[str]()
        while reached != before:
            before = set(reached)
            reached |= {other for group in groups if reached & set(group) for other in group}
        assert {other for other in hands if hands[other] == hands[one]} == reached


def test_whoever_stands_alone_is_a_hand_of_their_own() -> None:
    assert together([("a",), ("b",)]) == {"a": "a", "b": "b"}
