"""Parameters that identify nobody's page, and are left out of an address."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

EVERYWHERE = "*"


def is_tracking(host: str, name: str) -> bool:
    """Tell whether a parameter of a host (without www) says nothing about which page it is."""
    rows = _rows()
    return any(
        pattern.fullmatch(name) is not None
        for pattern in (rows.get(EVERYWHERE), rows.get(host), rows.get(host.partition(".")[2]))
        if pattern is not None
    )


@cache
def _rows() -> Mapping[str, re.Pattern[str]]:
    said = tomllib.loads(files("cautery.signals.links").joinpath("tracking.toml").read_text(encoding="utf-8"))
    names: dict[str, list[str]] = {}
    for row in said["row"]:
        for host in row["hosts"]:
            names.setdefault(host, []).extend(re.escape(name).replace(r"\*", ".*") for name in row["names"])
    return {host: re.compile("|".join(those), re.IGNORECASE) for host, those in names.items()}
