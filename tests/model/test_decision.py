"""Of decisions about the same thing the last one holds."""

from dataclasses import FrozenInstanceError
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cautery.model.account import Account, AccountId, Platform
from cautery.model.decision import Decision, DecisionId, among, decisions_in_force

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)


def decided(name: str, *, about: str = "ana", platform: str = "harbour", post: str | None = None) -> Decision:
    return Decision(
        id=DecisionId(name),
        about=Account(platform=Platform(platform), id=AccountId(about)),
        post=post,
        verdict="violating",
        measure="suspend",
        clause="lamps",
        reason="sold broken lamps",
        by="ben",
        at=NOON,
        source="review",
    )


def test_the_last_decision_about_an_account_holds_whatever_its_time_says() -> None:
    """A label that was taken in later replaces a review, for the order is that of writing."""
    first, last = decided("1"), decided("2")

    assert decisions_in_force([first, last]) == (last,)


def test_an_account_its_posts_and_its_namesake_elsewhere_are_decided_apart() -> None:
    apart = [decided("1"), decided("2", post="post 1"), decided("3", post="post 2"), decided("4", platform="market")]

    assert decisions_in_force(apart) == tuple(apart)


decisions = st.lists(
    st.tuples(st.sampled_from("ab"), st.sampled_from(["harbour", "market"]), st.sampled_from([None, "p"]))
)


@given(decisions)
def test_what_holds_is_listed_in_the_order_in_which_it_was_made(said: list[tuple[str, str, str | None]]) -> None:
    made = [
        decided(str(number), about=about, platform=platform, post=post)
        for number, (about, platform, post) in enumerate(said)
    ]
    slowly = tuple(
        one
        for number, one in enumerate(made)
        if not any((later.about, later.post) == (one.about, one.post) for later in made[number + 1 :])
    )

    assert decisions_in_force(made) == slowly


def test_a_decision_cannot_be_edited() -> None:
    with pytest.raises(FrozenInstanceError):
        decided("1").verdict = "benign"  # type: ignore[misc]


def test_a_label_without_a_platform_is_about_whichever_has_the_account() -> None:
    named = {decided("1", platform="").about}

    assert among(decided("2", platform="harbour").about, named)
    assert not among(decided("3", platform="harbour").about, {decided("4", platform="market").about})
