"""Takes the target out of a redirector, an archive or a proxy. Nothing is fetched: only what the address itself carries."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import unquote

LONGEST_QUERY = 50
"""Parameters of a query that are looked at; more is an attack, and no redirector."""
_CARRIES = re.compile(r"https?:/{1,2}[^/]", re.IGNORECASE)
_PROOFPOINT = re.compile(r"-([0-9A-F]{2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirector:
    """A kind of address that leads to one that it carries."""

    host: re.Pattern[str]
    path: re.Pattern[str]
    names: tuple[str, ...]
    written: str


def target_of(host: str, path: str, query: str) -> str | None:
    """Give the address that a known redirector leads to; None when it is none."""
    for row in _rows():
        if row.host.fullmatch(host) and (found := row.path.fullmatch(path)):
            target = _target(row, found, host, path, query)
            if target:
                return target
    return None


def carried_in(query: str) -> Iterator[str]:
    """Give the addresses that the query of any page carries: a share button, a redirect of a site of its own."""
    for value in parameters(query).values():
        if _CARRIES.match(value):
            yield value


def parameters(query: str) -> Mapping[str, str]:
    """Give the parameters of a query, decoded; the first of each name, and none where there are too many."""
    pairs = query.split("&")
    found: dict[str, str] = {}
    for pair in pairs if len(pairs) <= LONGEST_QUERY else ():
        name, _, value = pair.partition("=")
        found.setdefault(unquote(name).lower(), unquote(value.replace("+", " ")).strip())
    return found


def _target(row: Redirector, found: re.Match[str], host: str, path: str, query: str) -> str | None:
    if "path" in row.names:
        return _absolute(found[1] + (f"?{query}" if query else ""))
    if "host" in row.names:
        name = host.removesuffix(".translate.goog").replace("--", "\0").replace("-", ".").replace("\0", "-")
        return f"https://{name}{path}"
    if "query" in row.names:
        return unquote(query) if _CARRIES.match(unquote(query)) else None
    given = parameters(query)
    value = next((given[name] for name in row.names if name in given), "")
    if row.written == "proofpoint":
        value = unquote(_PROOFPOINT.sub(r"%\1", value.replace("_", "/")))
    return value if _CARRIES.match(value) else None


def _absolute(target: str) -> str:
    return target if _CARRIES.match(target) else f"https://{target}"


@cache
def _rows() -> Sequence[Redirector]:
    said = tomllib.loads(files("cautery.signals.links").joinpath("redirectors.toml").read_text(encoding="utf-8"))
    return [
        Redirector(
            host=re.compile(row["host"]),
            path=re.compile(row["path"]),
            names=tuple(row["in"]),
            written=row.get("as", "url"),
        )
        for row in said["row"]
    ]
