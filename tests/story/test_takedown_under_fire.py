"""Whatever is killed and whatever fails: every account is suspended exactly once, none is lost, and the log is whole."""

from pathlib import Path

import pytest

from tests import postgres
from tests.fire.run import KILLS, run

ACCOUNTS = 5000


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_account_is_suspended_exactly_once(seed: int, tmp_path: Path) -> None:
    told = run(tmp_path, accounts=ACCOUNTS, seed=seed)

    assert (told.once, told.twice, told.confirmed, told.parked) == (ACCOUNTS, 0, ACCOUNTS, 0)
    assert told.log_ok
    assert told.kills == KILLS
    assert set(told.faults) == {"429", "500", "cut before", "cut after", "late"}


def test_so_it_is_on_postgresql(tmp_path: Path) -> None:
    with postgres.running() as server:
        told = run(tmp_path, accounts=ACCOUNTS, seed=4, database=postgres.new_database(server, "fire"))

    assert (told.once, told.twice, told.confirmed, told.parked) == (ACCOUNTS, 0, ACCOUNTS, 0)
    assert told.log_ok
