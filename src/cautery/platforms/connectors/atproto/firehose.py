"""The stream of all that happens on a server of the AT Protocol: frames in, events out, from any place on that it still has."""

import base64
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import libipld

from cautery.errors import Permanent
from cautery.kit.wire import Wire
from cautery.model.account import AccountId, Platform
from cautery.model.event import AccountClosed, AccountCreated, AccountUpdated, AnyEvent, Profile
from cautery.platforms.connectors.atproto.records import Written, event_of, removal_of

_NSID = "com.atproto.sync.subscribeRepos"
_BY = {"takendown": "platform", "suspended": "platform", "deleted": "owner", "deactivated": "owner"}


class Firehose:
    """One server's stream. It stays open as long as it is read on from where it was left."""

    def __init__(self, address: str, *, platform: Platform) -> None:
        self._stream = f"ws{address.removeprefix('http')}/xrpc/{_NSID}"
        self._blobs = f"{address}/xrpc/com.atproto.sync.getBlob?did="
        self._platform, self._wire, self._at = platform, Wire(), 0

    def read(self, since: int, *, most: int) -> tuple[list[AnyEvent], int]:
        """Give what happened behind a place, and the place behind that; the same place: nothing new."""
        if not self._wire.is_open or since != self._at:
            self._wire.open(f"{self._stream}?cursor={since}")
            self._at = since
        events: list[AnyEvent] = []
        for frame in self._wire.frames(most):
            header, body = libipld.decode_dag_cbor_multi(frame)
            if header.get("op") == -1:
                raise Permanent(f"'{self._stream}' ends at {since}: {body.get('error')}, {body.get('message')}")
            if (seq := body.get("seq")) is None:
                continue  # an #info: the place that was asked for is so old that the server has forgotten it
            events += self._events(str(header.get("t")), body)
            self._at = int(seq)
        return events, self._at

    def close(self) -> None:
        """Stop listening."""
        self._wire.close()

    def _events(self, kind: str, body: dict[str, Any]) -> Iterator[AnyEvent]:
        at = datetime.fromisoformat(body["time"]).astimezone(UTC)
        if kind == "#commit":
            yield from self._committed(body, at)
            return
        account, name = AccountId(str(body.get("did"))), f"{kind}/{body['seq']}"
        if kind == "#identity" and body.get("handle"):
            yield AccountUpdated(
                id=name, at=at, platform=self._platform, account=account, profile=Profile(handle=body["handle"])
            )
        if kind == "#account" and not body.get("active"):
            status = str(body.get("status"))
            by = _BY.get(status, "platform")
            yield AccountClosed(
                id=name,
                at=at,
                platform=self._platform,
                account=account,
                by="owner" if by == "owner" else "platform",
                reason=status,
            )

    def _committed(self, body: dict[str, Any], at: datetime) -> Iterator[AnyEvent]:
        account, rev = AccountId(body["repo"]), body["rev"]
        if body.get("since") is None:
            yield AccountCreated(id=f"{account}/{rev}", at=at, platform=self._platform, account=account)
        blocks = libipld.decode_car(body["blocks"])[1] if body.get("blocks") else {}
        for done in body["ops"]:
            written = Written(
                platform=self._platform,
                account=account,
                path=done["path"],
                id=f"{account}/{rev}/{done['path']}",
                at=at,
                blobs=f"{self._blobs}{account}&cid=",
            )
            is_gone, record = done["action"] == "delete", readable(blocks.get(done.get("cid")))
            event = removal_of(written) if is_gone else event_of(written, record)
            if event is not None:
                yield event


def readable(value: object) -> object:
    """Write every link between blocks the way people write it; all else stays as it is."""
    if isinstance(value, bytes):
        return "b" + base64.b32encode(value).decode().lower().rstrip("=")
    if isinstance(value, dict):
        return {name: readable(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [readable(inner) for inner in value]
    return value
