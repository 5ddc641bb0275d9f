"""What counts as now: the time of the latest event, unless one author or two alone claim a time far ahead of all others.

Where a platform says when it took an event, that time is believed. Where only the author's claim is known, as in an archive,
one post dated 2099 would move 'now' by decades, and with it every expiry, age and interval. Such a claim is kept as it is and
waits until others bear it out.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

import msgspec

from cautery.model.event import AnyEvent

FAR = timedelta(days=60)
"""A pause of the whole platform that is this long is either the end of an archive, or a claim."""
VOUCHERS = 3
"""Accounts that together are believed: with two, a pair of accounts of one hand would do."""
CROWD = 20
"""Accounts that were heard before anybody is doubted: on a platform of a few, weeks may pass between two posts."""
_MOST = 300
"""Claims that are kept waiting."""

Claim = tuple[datetime, str]
"""A time, and the account that claims it."""


class Claims(msgspec.Struct, frozen=True):
    """Times that wait for others to bear them out."""

    waiting: tuple[Claim, ...] = ()
    heard: tuple[str, ...] = ()
    """The first accounts that were heard, `CROWD` of them at most."""

    def weighed(self, latest: datetime | None, said: Sequence[Claim]) -> tuple[datetime | None, "Claims"]:
        """Give the latest time that is believed, with what was claimed since, and the claims that wait on."""
        heard = self._heard(account for _, account in said)
        newest = max((at for at, _ in said), default=latest)
        if latest is not None and newest is not None and newest - latest <= FAR and not self.waiting:
            return max(latest, newest), Claims(heard=heard)
        waiting: list[Claim] = []
        for together in _stretches(sorted([*self.waiting, *said]), latest):
            begin, end = together[0][0], together[-1][0]
            is_near = latest is None or begin - latest <= FAR
            if is_near or len(heard) < CROWD or len({account for _, account in together}) >= VOUCHERS:
                latest = end if latest is None else max(latest, end)
            else:
                waiting += together
        return latest, Claims(waiting=tuple(waiting[:_MOST]), heard=heard)

    def _heard(self, accounts: Iterable[str]) -> tuple[str, ...]:
        heard = dict.fromkeys(self.heard)
        for account in accounts:
            if len(heard) >= CROWD:
                break
            heard[account] = None
        return tuple(heard)


def after(latest: datetime | None, claims: str, events: Sequence[AnyEvent]) -> tuple[datetime | None, str]:
    """Give what counts as now after some more events, and the claims that wait, as text.

    Args:
        claims: what this gave before; '': none wait.
    """
    before = msgspec.json.decode(claims, type=Claims) if claims else Claims()
    told = max((event.received for event in events if event.received is not None), default=None)
    known = max((at for at in (latest, told) if at is not None), default=None)
    said = [(event.at, f"{event.platform}:{event.account}") for event in events if event.received is None]
    weighed, waiting = before.weighed(known, said)
    return weighed, msgspec.json.encode(waiting).decode()


def _stretches(claims: Sequence[Claim], latest: datetime | None) -> Iterable[list[Claim]]:
    """Part claims, in the order of time, where more than `FAR` lies between two; what is not ahead at all is one part."""
    together: list[Claim] = []
    for claim in claims:
        before = (
            max(together[-1][0], latest) if together and latest is not None else together[-1][0] if together else None
        )
        if before is not None and claim[0] - before > FAR:
            yield together
            together = []
        together.append(claim)
    if together:
        yield together
