"""Exhibit: what a newly opened case shows is kept with it, so that it can be judged at once, and later exactly as it was."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from cautery.app import App
from cautery.cases.likeness import marks_of
from cautery.engine.accounts import frame_of, of_accounts
from cautery.model.account import Account
from cautery.model.case import Case
from cautery.model.exhibit import Exhibit, ExhibitMedia, Item, ProfileSnapshot
from cautery.store import cases, exhibits, marks
from cautery.suspicion.evidence import History

MOST_ITEMS = 16
MOST_LETTERS = 4000
_ORDER = ("platform", "account", "at", "id")


def exhibit(app: App, history: History) -> int:
    """Keep what waiting cases show, as far as history knows them and nothing is kept yet; returns for how many."""
    with app.reading() as connection:
        opened = list(cases.some(connection, exhibits.cases_without(connection)).values())
    if not opened:
        return 0
    posts, faces = _posts(history, opened), _faces(history, opened)
    with app.writing() as tx:
        shown = [_exhibit(case, posts, faces, tx.at) for case in opened if case.about in posts or case.about in faces]
        exhibits.append(tx, shown)
        known = {case.id: case for case in opened}
        for one in shown:
            marks.add(tx.connection, one.case, marks_of(known[one.case], one))
    return len(shown)


def latest_posts(history: History, about: Account, *, most: int) -> tuple[Item, ...]:
    """Give an account's latest posts, newest first, straight from history: for somebody who asks, not for every page."""
    own = history.posts.filter(pl.col("platform") == about.platform, pl.col("account") == about.id)
    own = own.sort("at", "id", descending=True).head(most)
    return tuple(_item(row) for row in own.collect().iter_rows(named=True))


def _exhibit(
    case: Case, posts: Mapping[Account, Sequence[Any]], faces: Mapping[Account, ProfileSnapshot], at: Any
) -> Exhibit:
    own = posts.get(case.about, ())
    evidence = {name for reason in case.reasons for name in reason.evidence} | {case.post}
    ahead = sorted(own, key=lambda row: (row["post"] not in evidence, -row["at"].timestamp(), row["post"]))
    items = tuple(_item(row) for row in ahead[:MOST_ITEMS])
    spoken = Counter(item.lang for item in items if item.lang)
    return Exhibit(
        case=case.id,
        face=faces.get(case.about, ProfileSnapshot()),
        items=items,
        more=len(own) - len(items),
        language=min(spoken, key=lambda lang: (-spoken[lang], lang)) if spoken else None,
        at=at,
    )


def _posts(history: History, opened: Sequence[Case]) -> dict[Account, list[dict[str, Any]]]:
    own = _own(history.posts, [case.about for case in opened]).sort(_ORDER).collect()
    return dict(_by_account(own))


def _faces(history: History, opened: Sequence[Case]) -> dict[Account, ProfileSnapshot]:
    """Give how accounts present themselves: of each field the last that was said."""
    fields = ("handle", "display_name", "bio", "followers", "following", "created_at")
    last = (
        _own(history.profiles, [case.about for case in opened])
        .sort(_ORDER)
        .group_by("platform", "account", maintain_order=True)
        .agg(pl.col(name).drop_nulls().last() for name in fields)
        .collect()
    )
    return {about: ProfileSnapshot(**{name: rows[0][name] for name in fields}) for about, rows in _by_account(last)}


def _own(table: pl.LazyFrame, accounts: Sequence[Account]) -> pl.LazyFrame:
    return of_accounts(table, frame_of(accounts))


def _by_account(rows: pl.DataFrame) -> Iterator[tuple[Account, list[dict[str, Any]]]]:
    for (platform, account), own in rows.partition_by("platform", "account", as_dict=True).items():
        yield Account(platform=platform, id=account), list(own.iter_rows(named=True))


def _item(row: Mapping[str, Any]) -> Item:
    return Item(
        id=row["post"],
        at=row["at"],
        text=(row["text"] or "")[:MOST_LETTERS],
        lang=row["lang"],
        links=tuple(row["links"] or ()),
        media=tuple(media["kind"] for media in row["media"] or ()),
        pieces=tuple(
            ExhibitMedia(kind=media["kind"], sha256=media["sha256"], pdq=media["pdq"], size=media["bytes"])
            for media in row["media"] or ()
        ),
        answers=row["reply_account"],
        reposts=row["repost_account"],
        views=row["views"],
    )
