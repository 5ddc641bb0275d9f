"""What a frame of the stream tells, as events."""

import base64
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from cautery.model.account import AccountId, Platform
from cautery.model.event import (
    AccountClosed,
    AccountCreated,
    AccountRenamed,
    AccountReopened,
    AccountUpdated,
    AnyEvent,
    PostCreated,
    PostUpdated,
    Profile,
)
from cautery.platforms.connectors.atproto.blocks import Blocks, blocks_in
from cautery.platforms.connectors.atproto.records import RepoRecord, event_of, removal_of

_BY = {"takendown": "platform", "suspended": "platform", "deleted": "owner", "deactivated": "owner"}
"""Other states of an account, such as 'desynchronized' and 'throttled', are about servers, and close nothing."""
Body = dict[str, Any]


def events_of(kind: str, body: Body, *, platform: Platform, blobs: str) -> Iterator[AnyEvent]:
    """Read a frame; what is no event here gives none, and a kind that nobody knows is refused (ValueError)."""
    at = datetime.fromisoformat(str(body["time"])).astimezone(UTC)
    int(body["seq"])
    if kind == "#commit":
        yield from _committed(body, at, platform=platform, blobs=blobs)
        return
    if kind == "#sync":
        return  # a repository was brought in line: what stands in it comes in commits
    when: dict[str, Any] = {
        "id": f"{kind}/{body['seq']}",
        "at": at,
        "received": at,
        "platform": platform,
        "account": _account(body),
    }
    if kind == "#identity":
        if body.get("handle"):
            yield AccountUpdated(**when, profile=Profile(handle=str(body["handle"])))
    elif kind == "#handle":
        yield AccountRenamed(**when, handle=str(body["handle"]))
    elif kind == "#tombstone":
        yield AccountClosed(**when, by="owner", reason="tombstone")
    elif kind == "#account":
        yield from _stands(body, when)
    elif kind != "#migrate":
        raise ValueError(f"'{kind[:40]}' is a kind of frame that nobody knows here")


def _stands(body: Body, when: dict[str, Any]) -> Iterator[AnyEvent]:
    """Read how an account stands: it is open, also when it was just made, or closed by somebody."""
    if body.get("active"):
        yield AccountReopened(**when, by="platform", reason="active")
        return
    status = str(body.get("status") or "")
    if not status or status in _BY:
        by = _BY.get(status, "platform")
        yield AccountClosed(**when, by="owner" if by == "owner" else "platform", reason=status or None)


def _committed(body: Body, at: datetime, *, platform: Platform, blobs: str) -> Iterator[AnyEvent]:
    account, rev = _account(body, "repo"), str(body["rev"])
    if body.get("since") is None:
        yield AccountCreated(id=f"{account}/{rev}", at=at, received=at, platform=platform, account=account)
    blocks = blocks_in(body["blocks"]) if body.get("blocks") else Blocks()
    wrong: list[Exception] = []
    for done in body["ops"]:
        try:
            event = _done(done, blocks, account, rev, at, platform=platform, blobs=blobs)
        except Exception as error:  # whatever a stranger's record makes a parser raise: the others are read
            wrong.append(error)
            continue
        if event is not None:
            yield event
    if wrong:
        raise wrong[0]


def _done(
    done: Body, blocks: Blocks, account: AccountId, rev: str, at: datetime, *, platform: Platform, blobs: str
) -> AnyEvent | None:
    """Read one operation of a commit."""
    if (error := blocks.broken.get(done.get("cid") or b"")) is not None:
        raise error
    path = str(done["path"])
    written = RepoRecord(
        platform=platform,
        account=account,
        path=path,
        id=f"{account}/{rev}/{path}",
        at=at,
        blobs=f"{blobs}{account}&cid=",
    )
    return removal_of(written) if done["action"] == "delete" else _written(written, done, blocks.records)


def _written(written: RepoRecord, done: Body, blocks: Mapping[bytes, object]) -> AnyEvent | None:
    event = event_of(written, readable(blocks.get(done.get("cid") or b"")))
    if done["action"] == "update" and isinstance(event, PostCreated):
        changed = {name: getattr(event, name) for name in event.__struct_fields__}
        return PostUpdated(**changed | {"at": written.at})
    return event


def _account(body: Body, name: str = "did") -> AccountId:
    did = body[name]
    if not isinstance(did, str) or not did:
        raise ValueError(f"'{name}' is no name of an account")
    return AccountId(did)


def readable(value: object) -> object:
    """Write every link between blocks the way people write it; all else stays as it is."""
    if isinstance(value, bytes):
        return "b" + base64.b32encode(value).decode().lower().rstrip("=")
    if isinstance(value, dict):
        return {name: readable(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [readable(inner) for inner in value]
    return value
