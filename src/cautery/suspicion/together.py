"""What an account says as just the same removed accounts did counts together: a class has its homework, links and room.

Whoever shares much with one removed account, as seventeen others do, is of its class, club or parish. So all that is shared
with one circle of removed accounts may say no more than their share bears out among those who share as much.
"""

from collections import defaultdict
from collections.abc import Mapping

from cautery.model.account import Account
from cautery.suspicion.snapshot import Counts, Snapshot

STRONGEST = 5
"""Shared values that count: more of the same adds little, because they come together."""
TOGETHER = 0.6
"""What each of several shared values counts, since they are not independent."""

Worths = Mapping[str, float]
"""Bits of each value of a channel."""


def added(bits: list[float]) -> float:
    """Add what comes together: the strongest, and a share of the next ones.

    >>> added([1.0, 4.0, 1.0])
    5.2
    """
    strongest = sorted(bits, reverse=True)[:STRONGEST]
    return strongest[0] + TOGETHER * sum(strongest[1:]) if strongest else 0.0


def bounded(about: Account, snapshot: Snapshot, shared: Mapping[str, Worths]) -> Mapping[str, Worths]:
    """Lessen what each value says, so that no circle says more in all channels than it bears out.

    Args:
        shared: by channel, what each value says by itself.
    """
    claimed: dict[int, float] = defaultdict(float)
    full: dict[int, float] = defaultdict(float)
    for channel, worths in shared.items():
        by_circle: dict[int, list[float]] = {}
        for value, bits in worths.items():
            count = _counts(snapshot, channel)[about.platform, value]
            by_circle.setdefault(count.circle, []).append(bits)
            full[count.circle] += count.worth()
        for circle, values in by_circle.items():
            claimed[circle] += added(values)
    parts = {circle: _part(about, snapshot, circle, claimed[circle], full[circle]) for circle in claimed}
    return {
        channel: {
            value: bits * parts[_counts(snapshot, channel)[about.platform, value].circle]
            for value, bits in worths.items()
        }
        for channel, worths in shared.items()
    }


def _part(about: Account, snapshot: Snapshot, circle: int, claimed: float, full: float) -> float:
    if circle < 0 or claimed <= 0:
        return 1.0
    most = snapshot.circles[circle].most_bits(full, is_removed=about in snapshot.removed)
    return min(1.0, max(0.0, most) / claimed)


def _counts(snapshot: Snapshot, channel: str) -> Counts:
    counts: Counts = getattr(snapshot, channel)
    return counts
