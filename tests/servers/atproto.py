"""Real servers of the AT Protocol: a data server alone, or the whole network with Ozone."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx

from tests import postgres
from tests.servers import installed, process, redis

PASSWORD = "open the gate"
_AT_ONCE = 100
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


class Person:
    """Somebody with an account, who does what people do."""

    def __init__(self, server: Pds, name: str) -> None:
        self._xrpc = f"{server.address}/xrpc/"
        said = {"handle": f"{name}.test", "email": f"{name}@x.test", "password": PASSWORD}
        made = self._asked("com.atproto.server.createAccount", said, {})
        self.handle, self.did = f"{name}.test", str(made["did"])
        self._token = {"Authorization": f"Bearer {made['accessJwt']}"}

    def writes(self, collection: str, record: Mapping[str, object]) -> str:
        """Write a record; gives its address."""
        at = datetime.now(UTC).isoformat().replace("+00:00", "Z")
        said = {"$type": collection, "createdAt": at, **record}
        made = self._asked(
            "com.atproto.repo.createRecord", {"repo": self.did, "collection": collection, "record": said}, self._token
        )
        return str(made["uri"])

    def writes_all(self, records: Sequence[tuple[str, datetime, Mapping[str, object]]]) -> None:
        """Write many records at once, each with its collection and its time."""
        for first in range(0, len(records), _AT_ONCE):
            writes = []
            for collection, at, record in records[first : first + _AT_ONCE]:
                told = {"$type": collection, "createdAt": at.isoformat().replace("+00:00", "Z"), **record}
                write = {"$type": "com.atproto.repo.applyWrites#create", "collection": collection, "value": told}
                writes.append(write | ({"rkey": "self"} if collection == "app.bsky.actor.profile" else {}))
            self._asked("com.atproto.repo.applyWrites", {"repo": self.did, "writes": writes}, self._token)

    def posts(self, text: str, **more: object) -> str:
        """Say something."""
        return self.writes("app.bsky.feed.post", {"text": text, **more})

    def deletes(self, uri: str) -> None:
        """Take a record of one's own back."""
        repo, collection, key = uri.removeprefix("at://").split("/")
        self._asked("com.atproto.repo.deleteRecord", {"repo": repo, "collection": collection, "rkey": key}, self._token)

    def leaves(self) -> None:
        """Close one's account, for now."""
        self._asked("com.atproto.server.deactivateAccount", {}, self._token)

    def comes_back(self) -> None:
        """Open one's account again."""
        self._asked("com.atproto.server.activateAccount", None, self._token)

    def uploads(self, data: bytes) -> dict[str, object]:
        """Hand a picture in; gives what a record says of it."""
        told = {**self._token, "Content-Type": "image/png"}
        sent = httpx.post(f"{self._xrpc}com.atproto.repo.uploadBlob", content=data, headers=told, timeout=60)
        sent.raise_for_status()
        return dict(sent.json()["blob"])

    def reports(self, subject: Mapping[str, object], words: str, *, to: str) -> None:
        """Report somebody, or something, to a moderation service."""
        said = {"reasonType": "com.atproto.moderation.defs#reasonViolation", "reason": words, "subject": subject}
        self._asked(
            "com.atproto.moderation.createReport", said, {**self._token, "atproto-proxy": f"{to}#atproto_labeler"}
        )

    def _asked(self, what: str, said: Mapping[str, object] | None, headers: Mapping[str, str]) -> dict[str, object]:
        answer = httpx.post(f"{self._xrpc}{what}", json=said, headers=dict(headers), timeout=60)
        if answer.is_error:
            raise RuntimeError(f"{what}: {answer.status_code} {answer.text}")
        return dict(answer.json()) if answer.content else {}


def _node(name: str) -> list[str | Path]:
    before = [installed.script(one) for one in ("loopback.cjs", "cheap_passwords.cjs")]
    return [installed.node(), "-r", before[0], "-r", before[1], installed.script(name)]


def _is_ready(log: Path) -> bool:
    return any(line.startswith('{"ready"') for line in log.read_text(errors="replace").splitlines())
