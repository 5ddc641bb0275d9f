"""The plain count is the field's: things on which two accounts acted within the window."""

from collections import Counter
from itertools import combinations
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.plain_counts import plain_counts
from cautery.suspicion.networks.pairs import members

acts = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3), st.integers(0, 300)), max_size=25)


@given(did=acts, fewest=st.integers(1, 3))
def test_it_counts_as_by_comparing_everybody_with_everybody(did: list[tuple[int, int, int]], fewest: int) -> None:
    account, thing, at = (np.array([act[n] for act in did], dtype=np.int64) for n in range(3))
    found = plain_counts(account, thing, at, window_s=60, fewest=fewest)
    one, two = members(found.pair)
    things = {
        (min(a, b), max(a, b), x)
        for (a, x, s), (b, y, t) in combinations(did, 2)
        if a != b and x == y and abs(s - t) <= 60
    }
    counted = Counter((a, b) for a, b, _ in things)

    assert dict(zip(zip(one.tolist(), two.tolist(), strict=True), found.count.tolist(), strict=True)) == {
        pair: count for pair, count in counted.items() if count >= fewest
    }


@pytest.mark.real_data
@pytest.mark.parametrize(("window_s", "edges", "accounts"), [(60, 32, 58), (300, 392, 425)])
def test_it_gives_the_edges_that_coortweet_gives(real_data: Path, window_s: int, edges: int, accounts: int) -> None:
    shares = pl.read_csv(real_data / "coordination" / "shares.csv.gz")
    account, thing = (
        shares[name].cast(pl.Categorical).to_physical().cast(pl.Int64).to_numpy()
        for name in ("account_id", "object_id")
    )
    at = shares["timestamp_share"].cast(pl.Int64).to_numpy()
    found = plain_counts(account, thing, at, window_s=window_s, fewest=2)

    assert (found.pair.size, np.unique(np.concatenate(members(found.pair))).size) == (edges, accounts)
