"""One author or two alone cannot move what counts as now; a platform's own clock can, and so can a crowd."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec import structs

from cautery.engine.now import CROWD, FAR, Claims, after
from tests.engine.lakes import a_follow

NOON = datetime(2016, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
CROWDED = [(NOON - n * DAY, f"a{n}") for n in range(CROWD)]
FUTURE = datetime(2099, 1, 1, tzinfo=UTC)


def now_after(*batches: list[tuple[datetime, str]]) -> datetime | None:
    """Weigh batches one after the other."""
    latest, claims = None, Claims()
    for batch in batches:
        latest, claims = claims.weighed(latest, batch)
    return latest


@pytest.mark.parametrize("behind", [FAR + DAY, timedelta(days=365 * 4), FUTURE - NOON])
@pytest.mark.parametrize("authors", [1, 2])
def test_a_claim_that_few_make_does_not_move_now(behind: timedelta, authors: int) -> None:
    ahead = [(NOON + behind + n * DAY, f"s{n % authors}") for n in range(40)]

    assert now_after(CROWDED, ahead) == NOON
    assert now_after([*ahead, *CROWDED]) == NOON
    assert now_after(CROWDED, ahead[:1], ahead[1:], CROWDED) == NOON


def test_what_others_bear_out_is_believed_whenever_they_come() -> None:
    """An archive that goes on after a summer is no trick."""
    later = [(NOON + 2 * FAR + n * DAY, f"a{n}") for n in range(3)]

    assert now_after(CROWDED, later) == later[-1][0]
    assert now_after(CROWDED, *([one] for one in later)) == later[-1][0]
    assert now_after(CROWDED, [(FUTURE, "s")], later) == later[-1][0]


def test_steps_that_are_not_far_are_believed_at_once() -> None:
    assert now_after(CROWDED, [(NOON + FAR, "s")], [(NOON + 2 * FAR, "s")]) == NOON + 2 * FAR


def test_on_a_platform_of_a_few_nobody_is_doubted() -> None:
    assert now_after([(NOON, "a1")], [(NOON + 3 * FAR, "a1")]) == NOON + 3 * FAR


def test_an_older_event_moves_nothing() -> None:
    assert now_after(CROWDED, [(NOON - 400 * DAY, "s")]) == NOON
    assert Claims().weighed(NOON, []) == (NOON, Claims())


def test_claims_are_kept_as_text_between_batches_and_what_the_platform_took_is_believed() -> None:
    latest, claims = after(None, "", [a_follow(number, account=f"a{number}") for number in range(30)])
    assert latest == a_follow(29).at
    ahead = structs.replace(a_follow(31), at=FUTURE)
    assert after(latest, claims, [ahead])[0] == latest
    assert after(latest, after(latest, claims, [ahead])[1], [structs.replace(ahead, received=FUTURE)])[0] == FUTURE
