from collections.abc import Iterable, Mapping
from datetime import timedelta

import polars as pl

from cautery.effect.from_history import HistoryColumns, Verdicts, seen_in
from cautery.effect.tables import SCHEMAS, TIME, ObservedTables
from cautery.engine.tables import TABLES, tables_of
from cautery.model.account import AccountId
from cautery.model.event import AccountClosed, AnyEvent
from tests.world import HARBOUR, NOON, created, follow, post, unfollow

DAY = timedelta(days=1)


def closed(account: str, *, at: object) -> AccountClosed:
    return AccountClosed(id=f"end {account}", at=at, platform=HARBOUR, account=AccountId(account), by="platform")  # type: ignore[arg-type]


def looked_at(
    events: Iterable[AnyEvent],
    *,
    groups: Mapping[str, str] | None = None,
    ended: Iterable[tuple[str, object, str, str]] = (),
) -> ObservedTables:
    """Give the tables of some events, and of who was decided to be what."""
    frames = tables_of(events)
    parts = (
        frames.get(name, pl.DataFrame(schema=TABLES[name])).lazy()
        for name in ("posts", "profiles", "follows", "closures")
    )
    posts, profiles, follows, closures = parts
    schema = pl.Schema({"account": pl.String(), "ended": TIME, "by": pl.String(), "takedown": pl.String()})
    verdicts = Verdicts(
        groups={f"harbour:{name}": group for name, group in (groups or {}).items()},
        ended=pl.DataFrame([(f"harbour:{name}", *rest) for name, *rest in ended], schema=schema, orient="row"),
        decisions=pl.DataFrame(schema=SCHEMAS["decisions"]),
        detections=pl.DataFrame(schema=SCHEMAS["detections"]),
        operators={"harbour:wick": "harbour:wick", "harbour:wick2": "harbour:wick"},
    )
    return seen_in(
        HistoryColumns(posts=posts, profiles=profiles, follows=follows, closures=closures),
        verdicts,
        until=NOON + 30 * DAY,
    )


def test_an_account_lives_from_when_it_was_opened_to_when_it_was_closed() -> None:
    events = [created("wick"), post("wick", "a", at=NOON + DAY), closed("wick", at=NOON + 3 * DAY)]
    [row] = looked_at(events, groups={"wick": "violating"}).accounts.to_dicts()

    assert (row["created_at"], row["closed_at"], row["closed_by"]) == (NOON, NOON + 3 * DAY, "platform")


def test_what_was_decided_here_just_before_is_ours() -> None:
    events = [created("wick"), closed("wick", at=NOON + 3 * DAY)]
    ended = [("wick", NOON + 3 * DAY - timedelta(minutes=5), "us", "net-1")]
    [row] = looked_at(events, groups={"wick": "violating"}, ended=ended).accounts.to_dicts()

    assert (row["closed_by"], row["takedown"]) == ("us", "net-1")


def test_of_a_removal_that_names_no_time_the_last_act_is_the_end() -> None:
    events = [created("wick"), post("wick", "a", at=NOON + 2 * DAY)]
    [row] = looked_at(events, groups={"wick": "violating"}, ended=[("wick", None, "platform", "")]).accounts.to_dicts()

    assert row["closed_at"] == NOON + 2 * DAY


def test_accounts_of_one_hand_are_numbered_as_they_were_opened() -> None:
    events = [created("wick2", at=NOON + 5 * DAY), created("wick")]
    found = looked_at(events, groups={"wick": "violating", "wick2": "violating"}).accounts

    assert dict(found.select("account", "incarnation").iter_rows()) == {"harbour:wick": 1, "harbour:wick2": 2}


def test_followers_come_and_go() -> None:
    events: list[AnyEvent] = [created("wick"), *(post("wick", f"{n}", at=NOON + n * DAY) for n in range(4))]
    events += [
        follow("a", "wick", at=NOON + DAY),
        follow("b", "wick", at=NOON + DAY),
        unfollow("a", "wick", at=NOON + 3 * DAY),
    ]

    found = looked_at(events, groups={"wick": "violating"}).reach

    assert found["followers"].to_list() == [0, 2, 2, 1]
    assert found["posts"].to_list() == [1, 1, 1, 1]


def test_links_contacts_and_ties_are_counted_by_day() -> None:
    said = post("wick", "kik me: wick.ember7", links=["https://www.paste.example/x"])
    found = looked_at([created("wick"), said, post("neighbour", "why?", answers="wick")], groups={"wick": "violating"})

    assert set(found.links["host"]) == {"paste.example", "handoff:kik"}
    assert found.ties.select("account", "target", "n").row(0) == ("harbour:neighbour", "harbour:wick", 1)


def test_whom_nobody_decided_about_stands_beside_as_a_control() -> None:
    found = looked_at(
        [created("wick"), created("baker"), created("reporter")], groups={"wick": "violating", "reporter": "news"}
    )

    groups = dict(found.accounts.select("account", "group").iter_rows())
    assert groups == {"harbour:wick": "violating", "harbour:baker": "control", "harbour:reporter": "news"}
