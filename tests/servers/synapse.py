"""A real Synapse, the server of Matrix, that talks to no other server and knows no limits but those of the machine."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.servers import process
from tests.servers.installed import python

SECRET = "a secret of the tests"
SERVER = "plaza.test"
_MUCH = {"per_second": 10_000, "burst_count": 10_000}


@dataclass(frozen=True, slots=True, kw_only=True)
class Synapse:
    """Its address, and the token of its administrator."""

    address: str
    token: str


@contextmanager
def running() -> Iterator[Synapse]:
    """Run it, with one administrator."""
    with process.folder("synapse") as place:
        port = process.free_port()
        address = f"http://127.0.0.1:{port}"
        settings = place / "homeserver.yaml"
        settings.write_text(json.dumps(_settings(place, port)))  # whatever is JSON is YAML
        command = [python(), "-m", "synapse.app.homeserver", "--config-path", settings, "--generate-keys"]
        with process.running(command, ready=lambda _: (place / "signing.key").exists(), log=place / "keys.log"):
            pass
        with process.running(command[:-1], ready=lambda _: process.answers(port), cwd=place, log=place / "log"):
            yield Synapse(address=address, token=register(address, "warden", admin=True))


class Member:
    """Somebody with an account, who does what people do."""

    def __init__(self, address: str, name: str) -> None:
        self._address, self.id, self._sent = address, f"@{name}:{SERVER}", 0
        self.token = {"Authorization": f"Bearer {register(address, name)}"}

    def opens(self, name: str) -> str:
        """Open a room that everybody may enter."""
        return str(self.does("POST", "createRoom", {"preset": "public_chat", "name": name})["room_id"])

    def joins(self, room: str) -> None:
        """Enter a room."""
        self.does("POST", f"join/{room}", {})

    def says(self, room: str, text: str, **more: object) -> str:
        """Say something in a room."""
        self._sent += 1
        said = {"msgtype": "m.text", "body": text, **more}
        return str(self.does("PUT", f"rooms/{room}/send/m.room.message/{self._sent}", said)["event_id"])

    def uploads(self, data: bytes) -> str:
        """Hand a picture in; gives its address."""
        headers = {**self.token, "Content-Type": "image/png"}
        sent = httpx.post(f"{self._address}/_matrix/media/v3/upload", content=data, headers=headers, timeout=60)
        sent.raise_for_status()
        return str(sent.json()["content_uri"])

    def does(self, method: str, path: str, said: object) -> dict[str, object]:
        """Do anything else."""
        where = f"{self._address}/_matrix/client/v3/{path}"
        answer = httpx.request(method, where, json=said, headers=self.token, timeout=60)
        if answer.is_error:
            raise RuntimeError(f"{path}: {answer.status_code} {answer.text}")
        return dict(answer.json())


def register(address: str, name: str, *, admin: bool = False) -> str:
    """Make an account with the secret that the server shares; gives its token."""
    where = f"{address}/_synapse/admin/v1/register"
    nonce = httpx.get(where).json()["nonce"]
    parts = (nonce, name, f"password of {name}", "admin" if admin else "notadmin")
    proof = hmac.new(SECRET.encode(), b"\0".join(part.encode() for part in parts), hashlib.sha1).hexdigest()
    asked = {"nonce": nonce, "username": name, "password": parts[2], "admin": admin, "mac": proof}
    made = httpx.post(where, json=asked, timeout=60)
    made.raise_for_status()
    return str(made.json()["access_token"])


def _settings(place: Path, port: int) -> dict[str, object]:
    limits = ("rc_message", "rc_registration", "rc_joins_per_room", "rc_room_creation", "rc_reports", "rc_media_create")
    listener = {"port": port, "type": "http", "bind_addresses": ["127.0.0.1"]}
    return {
        "server_name": SERVER,
        "listeners": [{**listener, "resources": [{"names": ["client"]}]}],
        "database": {"name": "sqlite3", "args": {"database": str(place / "synapse.db")}},
        "media_store_path": str(place / "media"),
        "signing_key_path": str(place / "signing.key"),
        "pid_file": str(place / "pid"),
        "registration_shared_secret": SECRET,
        "macaroon_secret_key": SECRET,
        "form_secret": SECRET,
        "report_stats": False,
        "trusted_key_servers": [],
        "federation_domain_whitelist": [],
        "bcrypt_rounds": 4,
        **dict.fromkeys(limits, _MUCH),
        "rc_login": {"address": _MUCH, "account": _MUCH, "failed_attempts": _MUCH},
        "rc_joins": {"local": _MUCH, "remote": _MUCH},
        "rc_invites": {"per_room": _MUCH, "per_user": _MUCH, "per_issuer": _MUCH},
    }
