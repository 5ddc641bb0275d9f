"""Arm: what taken-down accounts spread goes into the banks, so that it stays down; undoing the takedown ends it there."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

import polars as pl

from cautery.app import App
from cautery.engine.accounts import frame_of, of_accounts
from cautery.kit.clock import rfc3339
from cautery.model.account import Account
from cautery.model.content import Content, Fingerprint, MediaContent
from cautery.model.plan import PlanId
from cautery.pipeline.banks.disarm import origin_of
from cautery.pipeline.history.read import history_of
from cautery.pipeline.takedowns.status import look_at
from cautery.signals.banks.arming import arm
from cautery.store import actions, banks

BANK = "removed"
MOST_OUTSIDERS = 1
"""Others who posted the very same: what more have posted is everybody's, and is not banked."""
MARKS = (("sha256", "file_sha256"), ("pdq", "image_pdq"))
"""What a platform tells of a piece of media, and the signal type of it."""


def arm_takedown(app: App, name: PlanId) -> int:
    """Bank what the accounts that a takedown suspended have posted, once; returns how many values are banked for it."""
    plan = look_at(app, name).plan
    with app.reading() as connection:
        held = banks.of_origin(connection, origin_of(name))
        down = [action.about for action in actions.of_plan(connection, name, state="confirmed")]
    if held or not down:
        return len(held)
    contents = list(_contents(app, down))
    with app.writing() as tx:
        ends = tx.at + timedelta(days=app.config.takedown.armed_days)
        said = {"why": f"posted by accounts of takedown {name}", "policy": plan.clause, "expires_at": rfc3339(ends)}
        entries = list(arm(contents, said=said, bank=BANK, origin=origin_of(name), by=tx.by, at=tx.at))
        banks.append(tx, entries)
    return len(entries)


def _contents(app: App, down: Sequence[Account]) -> Iterator[Content]:
    """Give what was posted by these and hardly by anybody else."""
    who = ["platform", "account"]
    posts = history_of(app, at=None).posts.select(*who, "text", "links", "media")
    theirs = frame_of(down).lazy()
    own = of_accounts(posts, frame_of(down)).collect()
    others = posts.join(theirs, on=who, how="anti")
    texts = _everybodys(others.select(*who, value="text"), own.select(value="text"))
    links = _everybodys(others.explode("links").select(*who, value="links"), own.explode("links").select(value="links"))
    for row in own.iter_rows(named=True):
        text = row["text"] or ""
        yield Content(
            text="" if text in texts else text,
            links=tuple(link for link in row["links"] or () if link not in links),
            media=tuple(_media(row["media"] or ())),
        )


def _everybodys(others: pl.LazyFrame, own: pl.DataFrame) -> frozenset[str]:
    """Name the values that others posted too."""
    shared = others.drop_nulls("value").join(own.lazy().drop_nulls().unique(), on="value", how="semi")
    often = shared.unique().group_by("value").len().filter(pl.col("len") > MOST_OUTSIDERS)
    return frozenset(often.collect()["value"].to_list())


def _media(told: Sequence[dict[str, Any]]) -> Iterator[MediaContent]:
    for one in told:
        marks = tuple(Fingerprint(type=kind, value=one[name]) for name, kind in MARKS if one[name])
        if marks:
            yield MediaContent(kind=one["kind"], fingerprints=marks)
