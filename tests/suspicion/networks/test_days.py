"""Days of actions become pairs, each day by itself; slices hold all days of a pair."""

import numpy as np
import polars as pl

from cautery.suspicion.networks.days import DID, PAIRS, active_on, acts_around, around, did_by, did_of, pairs_of, sliced
from cautery.suspicion.networks.pairs import members

DAY_S = 86_400


def actions(*rows: tuple[str, int, int, int]) -> pl.DataFrame:
    """Trace, number, thing, time."""
    trace, number, thing, at = (list(column) for column in zip(*rows, strict=True)) if rows else ([], [], [], [])
    return pl.DataFrame(
        {"trace": trace, "number": number, "thing": thing, "at": at, "source": [-1] * len(rows)},
        schema={"trace": pl.String, "number": pl.Int64, "thing": pl.Int64, "at": pl.Int64, "source": pl.Int64},
    )


def test_pairs_are_found_trace_by_trace() -> None:
    day = actions(("text", 1, 7, 100), ("text", 2, 7, 200), ("link", 3, 7, 150), ("link", 4, 8, 150))
    found = pairs_of(day, actions(), since=0)

    assert found.schema == PAIRS
    assert found["trace"].to_list() == ["text"]
    assert [int(one[0]) for one in members(found["pair"].to_numpy())] == [1, 2]


def test_whoever_acted_before_midnight_meets_somebody_after_it() -> None:
    before = actions(("text", 1, 7, DAY_S - 60), ("text", 3, 7, DAY_S - 7200), ("text", 4, 7, DAY_S - 7100))
    found = pairs_of(actions(("text", 2, 7, DAY_S + 60)), before, since=DAY_S)

    assert [int(one[0]) for one in members(found["pair"].to_numpy())] == [1, 2]


def test_a_day_without_anything_has_no_pairs() -> None:
    assert pairs_of(actions(), actions(), since=0).height == 0
    assert did_of(actions()).schema == DID


def test_what_each_did_is_counted_by_trace() -> None:
    did = active_on(did_of(actions(("text", 2, 7, 1), ("text", 1, 8, 2), ("text", 2, 9, 3), ("link", 5, 7, 1))))

    assert (did["text"].active.tolist(), did["text"].did.tolist()) == ([1, 2], [1, 2])
    assert did["link"].active.tolist() == [5]


def test_slices_hold_every_pair_once_and_all_its_days() -> None:
    crowd = actions(*(("text", n, 7, n) for n in range(12)))
    scans = [pairs_of(crowd, actions(), since=0).lazy() for _ in range(3)]
    slices = list(sliced(scans, "text", accounts=12, most=50))

    assert len(slices) > 2
    for mets in slices:
        assert {tuple(met.pair.tolist()) for met in mets} == {tuple(mets[0].pair.tolist())}
    whole = np.concatenate([mets[0].pair for mets in slices])
    assert whole.tolist() == pairs_of(crowd, actions(), since=0)["pair"].to_list()


def test_around_some_accounts_are_they_and_who_did_the_same() -> None:
    did = actions(("text", 1, 7, 0), ("text", 2, 7, 9), ("text", 9, 7, 50_000), ("text", 1, 8, 0), ("text", 9, 8, 1))
    found = around(did.lazy(), [np.array([1, 2])])

    assert sorted(found["number"].to_list()) == [1, 2, 9]
    assert set(did_by(found).thing.tolist()) == {7}
    assert around(did.lazy(), []).height == 0


def test_things_of_one_group_only_are_looked_at_in_parts_of_whole_things() -> None:
    did = actions(*(("text", n, thing, n) for thing in (4, 7, 8) for n in range(1, 5) if (n, thing) != (1, 8)))
    groups = [[np.array([1, 2]), np.array([3, 9])], []]
    whole, parts = acts_around(did.lazy(), groups), acts_around(did.lazy(), groups, most=3)

    assert set(whole.thing.tolist()) == {4, 7}
    assert sorted(zip(parts.thing, parts.account, strict=True)) == sorted(zip(whole.thing, whole.account, strict=True))
    assert acts_around(did.lazy(), [[], []]).thing.size == 0
