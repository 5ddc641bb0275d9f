from dataclasses import replace
from datetime import timedelta

import polars as pl

from cautery.effect.sooner import DAYS, sooner, waited
from cautery.effect.tables import ObservedTables
from tests.effect_world import FIRST, Plan, play


def queued(*, spares: bool) -> ObservedTables:
    """The world's accounts wait by chance for up to ten days; where waiting matters, they go on speaking meanwhile."""
    world = play(14, Plan(operators=150, acts=False)).seen
    opened = pl.col("created_at").dt.offset_by("1h")
    wait = pl.col("account").hash(3) % 10
    at = opened + pl.duration(days=wait)
    accounts = world.accounts.filter(pl.col("group") == "violating")
    said = {
        "measure": "suspend",
        "reversed_at": None,
        "appealed": False,
        "upheld": None,
        "chance": 0.9,
        "takedown": None,
    }
    decisions = accounts.select(
        "account", case="account", at=at, opened_at=opened, **{name: pl.lit(value) for name, value in said.items()}
    )
    up = world.reach.join(decisions.select("account", "at"), on="account")
    cut = up.filter(pl.col("day") < pl.col("at").dt.date()) if spares else up
    return replace(world, decisions=decisions, reach=cut.drop("at"))


def test_where_waiting_lets_them_speak_deciding_sooner_spares_reach() -> None:
    figure = sooner(queued(spares=True)).headline

    assert figure.low is not None
    assert figure.low > 0


def test_where_waiting_changes_nothing_nought_lies_inside() -> None:
    figure = sooner(queued(spares=False)).headline

    assert figure.low is not None
    assert figure.high is not None
    assert figure.low < 0 < figure.high


def test_cases_that_were_opened_lately_do_not_count() -> None:
    cases = waited(queued(spares=True))

    assert cases.filter(pl.col("opened_at") > FIRST + timedelta(days=120 - DAYS)).is_empty()
    assert cases.height


def test_a_few_operators_are_too_few() -> None:
    world = play(14, Plan(operators=10)).seen

    assert sooner(world).headline.value is None
