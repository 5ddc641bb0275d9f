"""What a host is for: where material lies, where people are sent, and what only passes on."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

Role = Literal[
    "paste", "file", "audio", "video", "image", "q_and_a", "chat_invite", "archive", "social", "shortener", "web"
]


def role_of(host: str) -> Role:
    """Say what a host (lower case, without www) is for; 'web' when nothing special is known.

    >>> role_of("justpaste.it"), role_of("example.org")
    ('paste', 'web')
    """
    labels = host.split(".")
    for start in range(len(labels) - 1):
        role = _roles().get(".".join(labels[start:]))
        if role:
            return role
    return "web"


@cache
def _roles() -> dict[str, Role]:
    text = files("cautery.signals").joinpath("hosts.toml").read_text(encoding="utf-8")
    said = tomllib.loads(text)
    return {host: role for role in get_args(Role) for host in said.get(role, [])}
