"""The several addresses of one page, written as one."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

_LOWERED = re.compile(r"\\L(\d)")


def one_address(link: str) -> str:
    """Write `host/path?query` as the usual address of its page; linear in the length of the link."""
    for of, becomes in _rows():
        found = of.fullmatch(link)
        if found:
            lowered = _LOWERED.sub(lambda ask, found=found: (found[int(ask[1])] or "").lower(), becomes)  # type: ignore[misc]
            link = found.expand(lowered)
    return link


@cache
def _rows() -> Sequence[tuple[re.Pattern[str], str]]:
    said = tomllib.loads(files("cautery.signals.links").joinpath("same_page.toml").read_text(encoding="utf-8"))
    return [(re.compile(row["of"]), row["is"]) for row in said["row"]]
