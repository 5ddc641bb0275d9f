"""What accounts do on a day, as numbers: posts, who sees them, where they lead, and whom they turn to."""

from dataclasses import dataclass

import numpy as np

from cautery.simulator.society.columns import Columns
from cautery.simulator.society.dice import Floats, Integers, bells, counts, keys_of, shares
from cautery.simulator.society.priors import GROUPS, HOSTS, SERVICES, VIOLATING, Priors
from cautery.simulator.society.setting import Hands

REACH = {"row": np.int32, "day": np.int16, "followers": np.int32, "views": np.int32, "posts": np.int16}
LINK = {"row": np.int32, "day": np.int16, "place": np.int16, "release": np.int32, "n": np.int16}
"""A link's place among `PLACES`; for a release of a cause its number, else -1."""
TIE = {"row": np.int32, "day": np.int16, "target": np.int32, "n": np.int16}
PLACES = (*HOSTS, *(f"handoff:{service}" for service in SERVICES), "release")
LASTS_D = 4.0
"""A cause's release is passed on for some days, on average (assumed)."""
MOST_HANDING_OFF = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class SocietyPosts:
    """Everything that was said, in the order of days."""

    reach: Columns
    links: Columns
    ties: Columns


def silence(room: int) -> SocietyPosts:
    """Make the empty tables, with room for some rows."""
    return SocietyPosts(
        reach=Columns(REACH, room=room), links=Columns(LINK, room=room // 4), ties=Columns(TIE, room=room // 3)
    )


def speak(day: int, accounts: Columns, hands: Hands, said: SocietyPosts, *, priors: Priors, seed: int) -> None:
    """Let everybody who is up on a day speak."""
    up = (accounts["active"] < day + 1) & (accounts["closed"] > day)
    rows = np.flatnonzero(up)
    keys = accounts["key"][rows]
    lived = np.minimum(accounts["closed"][rows], day + 1)
    spoke = np.maximum(0, lived - np.maximum(accounts["active"][rows], day))
    spoke = np.where((accounts["away_from"][rows] <= day) & (accounts["away_to"][rows] > day), 0.0, spoke)
    posts = counts(accounts["rate"][rows] * spoke, shares(keys, "posts", day))
    followers = _followers(rows, lived, accounts, priors, day)
    news = np.exp(priors.news * bells(keys_of(seed, "news", np.array([day])), "news"))
    views = posts * followers * priors.views_each * news * np.exp(priors.noise * bells(keys, "views", day))
    said.reach.add(row=rows, day=np.full(len(rows), day), followers=followers, views=views, posts=posts)
    spoken = posts > 0
    _lead(day, rows[spoken], posts[spoken], accounts=accounts, hands=hands, links=said.links, priors=priors)
    _turn(day, rows[spoken], posts[spoken], accounts=accounts, up=rows, ties=said.ties, priors=priors)


def _followers(rows: Integers, lived: Floats, accounts: Columns, priors: Priors, day: int) -> Integers:
    age = np.maximum(0, lived - accounts["active"][rows])
    flutter = np.exp(priors.flutter * bells(accounts["key"][rows], "followers", day))
    return np.asarray((accounts["scale"][rows] * (age / 30) ** priors.growth * flutter).astype(np.int64))


def _lead(
    day: int, rows: Integers, posts: Integers, *, accounts: Columns, hands: Hands, links: Columns, priors: Priors
) -> None:
    """Link to hosts; the network also hands off to other services, and passes on its cause's releases."""
    keys = accounts["key"][rows]
    theirs = accounts["group"][rows] == VIOLATING
    favourite = np.where(theirs, hands.host[accounts["hand"][rows]], 0)
    drawn = shares(keys, "host", day)
    host = np.where(theirs & (drawn < 0.7), favourite, ((drawn - 0.7) / 0.3 * len(HOSTS)).astype(np.int64) % len(HOSTS))
    _link(day, rows, host, counts(posts * priors.linking, shares(keys, "links", day)), links)
    rows, posts, keys = rows[theirs], posts[theirs], keys[theirs]
    often = np.minimum(priors.handing_off * priors.more_again ** (accounts["incarnation"][rows] - 1), MOST_HANDING_OFF)
    service = (shares(hands.keys[accounts["hand"][rows]], "service") * len(SERVICES)).astype(np.int64)
    _link(day, rows, len(HOSTS) + service, counts(posts * often, shares(keys, "hands off", day)), links)
    ago = np.minimum(-LASTS_D * np.log(shares(keys, "release", day)), 60.0).astype(np.int64)
    release = np.maximum(0, day - ago) * 1000 + accounts["cause"][rows]
    shown = counts(posts * priors.showing, shares(keys, "shows", day))
    _link(day, rows, np.full(len(rows), len(PLACES) - 1), shown, links, release=release)


def _link(
    day: int, rows: Integers, place: Integers, n: Integers, links: Columns, *, release: Integers | None = None
) -> None:
    some = n > 0
    which = np.full(len(rows), -1) if release is None else release
    links.add(row=rows[some], day=np.full(int(some.sum()), day), place=place[some], release=which[some], n=n[some])


def _turn(
    day: int, rows: Integers, posts: Integers, *, accounts: Columns, up: Integers, ties: Columns, priors: Priors
) -> None:
    """Turn to somebody: the network mostly to its own, some of the others to the network."""
    n = counts(posts * priors.turning_to, shares(accounts["key"][rows], "turns", day))
    rows, n = rows[n > 0], n[n > 0]
    keys, theirs = accounts["key"][rows], accounts["group"][rows] == VIOLATING
    turning = np.array([priors.turning.get(group, 0.0) for group in GROUPS])[accounts["group"][rows]]
    inward = shares(keys, "inward", day) < np.where(theirs, priors.inside, turning)
    of_network = accounts["group"][up] == VIOLATING
    drawn, target = shares(keys, "target", day), np.full(len(rows), -1)
    for cause in np.unique(accounts["cause"][up]):
        members = up[of_network & (accounts["cause"][up] == cause)]
        here = inward & (accounts["cause"][rows] == cause)
        if len(members):
            target[here] = members[(drawn[here] * len(members)).astype(np.int64)]
    others = up[~of_network]
    if len(others):
        target[~inward] = others[(drawn[~inward] * len(others)).astype(np.int64)]
    met = (target >= 0) & (target != rows)
    ties.add(row=rows[met], day=np.full(int(met.sum()), day), target=target[met], n=n[met])
