"""A network in sentences: what its accounts did together, how often chance would have it so, and what does not explain it."""

from collections.abc import Mapping, Sequence

from cautery.model.network import NetworkChannel
from cautery.suspicion.networks.causes import ORDINARY, ORDINARY_MINUTE
from cautery.suspicion.networks.find import LinkedGroup

DID: Mapping[str, str] = {
    "link": "posted the same link",
    "text": "posted nearly the same text",
    "media": "posted the same media",
    "hashtag": "used the same hashtag",
    "hashtags": "used the same hashtags in the same order",
    "handoff": "gave the same contact",
    "repost": "reposted the same post",
    "follow": "followed the same account",
    "session": "showed the same session trait",
}


def sentences(
    group: LinkedGroup, channels: Sequence[NetworkChannel], *, reposted: float, log10_p: float
) -> tuple[str, ...]:
    """Tell what a group did together, strongest first."""
    told = [
        f"In {channel.occasions:,} hours two of them {DID.get(channel.trace, channel.trace)} ({channel.pairs:,} pairs did); "
        f"by chance these pairs would do so in {_count(channel.expected)}."
        for channel in channels
    ]
    told.append(
        f"The two strongest ties of a member in the middle come up by chance once in 10^{-log10_p:.0f} pairs of accounts."
    )
    told.append(
        f"Of two members who did the same thing, {group.near:.0%} did it within an hour of each other; of people who merely "
        f"share an interest, fewer than {ORDINARY:.0%} do."
    )
    if group.near_minute > ORDINARY_MINUTE:
        told.append(f"{group.near_minute:.0%} did it within the same minute.")
    told.append(
        f"They met on {group.days} days, and were in step on {group.in_step} of which none is next to another, "
        f"at changing hours and about things of several sources: no single event, habit or source explains it."
    )
    told.append(
        f"{reposted:.0%} of what they posted passes on other people's posts, the rest is in posts of their own."
    )
    return tuple(told)


def _count(expected: float) -> str:
    return f"{expected:,.0f}" if expected >= 10 else f"{expected:.2g}"
