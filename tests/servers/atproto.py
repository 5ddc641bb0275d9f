"""Real servers of the AT Protocol: a data server alone, or the whole network with Ozone."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests import postgres
from tests.servers import installed, process, redis

PASSWORD = "open the gate"
OF_THE_NETWORK = "admin-pass"
"""What `@atproto/dev-env` gives every administrator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pds:
    """A data server and its administrator's password."""

    address: str
    password: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """A whole network, and the moderator whom its Ozone knows."""

    pds: Pds
    view: str
    ozone: str
    ozone_did: str
    moderator: str = "moderator.test"
    moderator_password: str = PASSWORD


@contextmanager
def pds() -> Iterator[Pds]:
    """Run a data server and a directory of identities."""
    with process.folder("pds") as place:
        port = process.free_port()
        env = {"PDS_PORT": str(port), "PLC_PORT": str(process.free_port()), "DATA": str(place / "data")}
        with process.running(
            _node("pds.mjs"),
            ready=_is_ready,
            env={**env, "ADMIN_PASSWORD": PASSWORD, "LOG_ENABLED": "false"},
            log=place / "log",
        ):
            yield Pds(address=f"http://localhost:{port}", password=PASSWORD)


@contextmanager
def network() -> Iterator[Network]:
    """Run directory, data server, view and Ozone, with their databases."""
    with postgres.running() as server, redis.running() as memory, process.folder("network") as place:
        ports = {name: str(process.free_port()) for name in ("PLC_PORT", "PDS_PORT", "VIEW_PORT", "OZONE_PORT")}
        env = {
            "DB_POSTGRES_URL": postgres.new_database(server, "network"),
            "REDIS_HOST": memory,
            "MODERATOR_PASSWORD": PASSWORD,
            "TMPDIR": str(place),
            "LOG_ENABLED": "false",
        }
        with process.running(_node("network.mjs"), ready=_is_ready, env={**env, **ports}, log=place / "log") as log:
            told = next(json.loads(line) for line in log.read_text().splitlines() if line.startswith('{"ready"'))
            yield Network(
                pds=Pds(address=told["pds"], password=OF_THE_NETWORK),
                view=told["view"],
                ozone=told["ozone"],
                ozone_did=told["ozoneDid"],
            )


def _node(name: str) -> list[str | Path]:
    before = [installed.script(one) for one in ("loopback.cjs", "cheap_passwords.cjs")]
    return [installed.node(), "-r", before[0], "-r", before[1], installed.script(name)]


def _is_ready(log: Path) -> bool:
    return any(line.startswith('{"ready"') for line in log.read_text(errors="replace").splitlines())
