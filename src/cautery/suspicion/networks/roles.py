"""Who does what in a network: whose things are passed on, who passes on, who sends people away, who keeps material."""

from collections.abc import Mapping

import polars as pl

from cautery.model.network import Role
from cautery.signals.hosts import role_of
from cautery.signals.links.canonical import host_of
from cautery.suspicion.networks.traces import numbers_of

FEWEST_REPOSTERS = 3
"""Members who repost an account, from which on it is a source."""
FEWEST_FIRST = 5
MOST_OFTEN_FIRST = 0.5
"""Share of the things it did with others that an account did first, from which on it is a source."""
FEWEST_CONTACTS = 2
FEWEST_KEPT = 3
KEEPS = frozenset({"paste", "file", "archive", "video", "audio"})
"""Roles of hosts where material lies."""


def roles_of(actions: pl.DataFrame) -> Mapping[int, Role]:
    """Give each account's role.

    Args:
        actions: what a network's accounts did, with `number`, `account`, `trace`, `thing`, `at`, `source` and `shows`.
    """
    sources = _reposted(actions) | _first(actions)
    invites = actions.filter((pl.col("trace") == "handoff") | _on(actions, frozenset({"chat_invite"})))
    recruiters = _at_least(invites, FEWEST_CONTACTS)
    archives = _at_least(actions.filter(_on(actions, KEEPS)), FEWEST_KEPT)
    return {number: _role(number, sources, recruiters, archives) for number in actions["number"].unique().to_list()}


def reposted_share(actions: pl.DataFrame) -> float:
    """Say how much of what was done in posts was passing on another's post, 0..1: re-reports against originals."""
    passed = actions.filter(pl.col("trace") == "repost").height
    posts = actions.filter(pl.col("trace").is_in(["text", "link", "media"])).select("number", "at").unique().height
    return passed / max(1, passed + posts)


def _role(number: int, sources: frozenset[int], recruiters: frozenset[int], archives: frozenset[int]) -> Role:
    if number in sources:
        return "source"
    if number in recruiters:
        return "recruiter"
    return "archive" if number in archives else "amplifier"


def _reposted(actions: pl.DataFrame) -> frozenset[int]:
    """Name the accounts that several others repost."""
    names = actions.select("number", "account").unique()
    whose = dict(zip(numbers_of(names["account"].to_list(), kind="source"), names["number"].to_list(), strict=True))
    reposts = actions.filter(pl.col("trace") == "repost").select("number", "source").unique()
    by: dict[int, set[int]] = {}
    for number, source in reposts.iter_rows():
        if source in whose and whose[source] != number:
            by.setdefault(whose[source], set()).add(number)
    return frozenset(number for number, others in by.items() if len(others) >= FEWEST_REPOSTERS)


def _first(actions: pl.DataFrame) -> frozenset[int]:
    """Name the accounts that are mostly the first to do what others then do."""
    own = actions.filter(~pl.col("trace").is_in(["repost", "follow", "session"]))
    first = own.sort("at", "number").unique(["thing", "number"], keep="first", maintain_order=True)
    shared = first.filter(pl.col("number").n_unique().over("thing") >= FEWEST_REPOSTERS)
    ranked = shared.with_columns(begins=pl.col("at").min().over("thing") == pl.col("at"))
    counted = ranked.group_by("number").agg(times=pl.col("begins").sum(), share=pl.col("begins").mean())
    leads = counted.filter((pl.col("times") >= FEWEST_FIRST) & (pl.col("share") >= MOST_OFTEN_FIRST))
    return frozenset(leads["number"].to_list())


def _on(actions: pl.DataFrame, roles: frozenset[str]) -> pl.Expr:
    links = actions.filter(pl.col("trace") == "link")["shows"].unique().to_list()
    such = [link for link in links if role_of(host_of(link)) in roles]
    return (pl.col("trace") == "link") & pl.col("shows").is_in(such)


def _at_least(actions: pl.DataFrame, fewest: int) -> frozenset[int]:
    counted = actions.group_by("number").agg(n=pl.col("thing").n_unique())
    return frozenset(counted.filter(pl.col("n") >= fewest)["number"].to_list())
