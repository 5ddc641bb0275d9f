"""Takes the target out of a redirector, an archive or a proxy. Nothing is fetched: only what the address itself carries."""

import re
import tomllib
from base64 import b64decode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import unquote

LONGEST_QUERY = 50
"""Parameters of a query that are looked at; more is an attack, and no redirector."""
_CARRIES = re.compile(r"https?:/{1,2}[^/]", re.IGNORECASE)
_IN_PATH = re.compile(r"/(https?(?::|%3A)(?:/|%2F){1,2}[^/].*)", re.IGNORECASE)
_BASE64 = re.compile(r"(?:a1)?(aHR0c[\w+/-]{8,2000})=*")
"""`http` in base 64, and what one search engine writes before it."""
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


def carried_in(link: str) -> Iterator[str]:
    """Give the addresses that any page's address carries: a share button, a redirect of a site of its own, a mirror."""
    path, _, query = link.partition("#")[0].partition("?")
    for value in parameters(query).values():
        for written in (value, unquote(value), _from_base64(value)):
            if _CARRIES.match(written):
                yield written
                break
    if found := _IN_PATH.search(path[1:]):
        yield unquote(found[1]) + (f"?{query}" if query else "")


def parameters(query: str) -> Mapping[str, str]:
    """Give the parameters of a query, decoded; the first of each name, and none where there are too many."""
    pairs = query.split("&")
    found: dict[str, str] = {}
    for pair in pairs if len(pairs) <= LONGEST_QUERY else ():
        name, _, value = pair.partition("=")
        found.setdefault(unquote(name).lower(), unquote(value.replace("+", " ")).strip())
    return found


def _from_base64(value: str) -> str:
    """Read an address that is written in base 64, as some redirectors do; '' where there is none."""
    if not (found := _BASE64.fullmatch(value)):
        return ""
    try:
        return b64decode(found[1] + "=" * (-len(found[1]) % 4), altchars=b"-_").decode()
    except ValueError:
        return ""


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
