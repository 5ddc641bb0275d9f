"""How reporters write an account: handle, `@handle`, full address, link of the profile or of a post. What each may mean."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

AHEAD_OF_NAMES = frozenset({"profile", "users", "user", "u", "accounts", "account", "people", "channel", "c", "wiki"})
"""Parts of a profile's link that stand before the name."""
AHEAD_OF_POSTS = frozenset({"status", "statuses", "post", "posts", "p", "video", "videos"})
PREFIXES = ("acct:", "user:", "u/", "@")


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenAccount:
    """What a reporter wrote, as what it may mean."""

    names: tuple[str, ...]
    """Ids or handles that it may be, the most literal first; the last is the plainest."""
    post: str | None = None
    """The post that a link leads to."""


def read_spelling(written: str, *, platform: str, hosts: Collection[str]) -> WrittenAccount:
    """Read how somebody wrote an account.

    Args:
        platform: the short name of the platform; a host that has it as one of its labels is taken for the platform's.
        hosts: hosts that are the platform's for sure. An address of another host stays whole: it is another account.
    """
    said = written.strip().strip("\u2066\u2067\u2068\u2069\u200e\u200f")
    if "://" in said or said.startswith("www."):
        return _from_link(said, platform=platform, hosts=hosts)
    return WrittenAccount(names=tuple(dict.fromkeys(_from_name(said, platform=platform, hosts=hosts))))


def _from_link(said: str, *, platform: str, hosts: Collection[str]) -> WrittenAccount:
    host, path = _parts(said)
    while len(path) > 1 and path[0].casefold() in AHEAD_OF_NAMES:
        path = path[1:]
    if not path or not (_is_ours(host, platform=platform, hosts=hosts) or _is_global(path[0])):
        return WrittenAccount(names=(said,))
    names = dict.fromkeys((*_from_name(path[0], platform=platform, hosts=hosts),))
    behind = [part for part in path[1:] if part.casefold() not in AHEAD_OF_POSTS]
    return WrittenAccount(names=(said, *names), post=behind[-1] if behind else None)


def _parts(said: str) -> tuple[str, list[str]]:
    """Give a link's host and the parts of its path; ('', []) for what is no link after all."""
    try:
        parts = urlsplit(said if "://" in said else f"https://{said}")
        return parts.hostname or "", [unquote(part) for part in parts.path.split("/") if part]
    except ValueError:
        return "", []


def _is_global(name: str) -> bool:
    """Say whether a name means one account wherever it is written: a DID, or a domain as a handle."""
    return name.startswith("did:") or "." in name.strip(".@")


def _from_name(said: str, *, platform: str, hosts: Collection[str]) -> Iterator[str]:
    yield said
    plain = said
    for prefix in PREFIXES:
        if plain.casefold().startswith(prefix) and not (prefix == "@" and ":" in plain):
            plain = plain[len(prefix) :]
    yield plain
    name, at, host = plain.rpartition("@")
    if at and name and _is_ours(host, platform=platform, hosts=hosts):
        yield name


def _is_ours(host: str, *, platform: str, hosts: Collection[str]) -> bool:
    asked = host.casefold().removeprefix("www.")
    if hosts:
        return asked in hosts
    return platform.casefold() in asked.split(".")
