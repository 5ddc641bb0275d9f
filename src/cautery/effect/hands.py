"""Which accounts are one hand, from groups that overlap: links that were found, and returns that people confirmed."""

from collections.abc import Collection, Iterable


def together(groups: Iterable[Collection[str]]) -> dict[str, str]:
    """Name the hand of each account: the first of all accounts that some chain of groups ties to it.

    >>> together([("b", "c"), ("a", "b"), ("x", "y")]) == {"a": "a", "b": "a", "c": "a", "x": "x", "y": "x"}
    True
    """
    members: dict[str, set[str]] = {}
    for group in groups:
        joined = set(group).union(*(members.get(one, ()) for one in group))
        members |= dict.fromkeys(joined, joined)
    return {one: min(joined) for one, joined in members.items()}
