"""Inputs of our own for each numbered case of what platforms and files really send; persons and texts are invented."""

import json
from pathlib import Path
from typing import Any

import libipld
import polars as pl
import zstandard

AT = "2024-05-01T10:00:00Z"
V1 = {"created_at": "Fri Nov 18 00:04:50 +0000 2022", "id": 1593387213315784704, "id_str": "1593387213315784704"}
USER = {"id_str": "7", "screen_name": "ada", "name": "Ada"}
V2 = {"id": "1593387213315784704", "author_id": "7", "created_at": "2022-11-18T00:04:50.000Z", "text": "boats"}


def frame(kind: str, **body: object) -> bytes:
    """Pack a frame of a firehose."""
    return libipld.encode_dag_cbor({"op": 1, "t": kind}) + libipld.encode_dag_cbor({"time": AT, "seq": 2, **body})


def message(event: str, **more: Any) -> dict[str, Any]:
    """Make an event of a room."""
    who = {
        "event_id": event,
        "type": "m.room.message",
        "sender": "@bea:quay.example",
        "origin_server_ts": 1_714_557_600_000,
    }
    return {**who, **more}


def status(**more: Any) -> dict[str, Any]:
    """Make a post of a Mastodon."""
    return {"id": "4", "created_at": AT, "account": {"id": "3"}, "visibility": "public", "content": "", **more}


def change(**more: Any) -> dict[str, Any]:
    """Make a line of a wiki's recent changes."""
    return {"rcid": 7, "type": "log", "timestamp": AT, "title": "User:Bea", "user": "Warden", **more}


REPLY = {"m.relates_to": {"m.in_reply_to": {"event_id": "$x"}}}
OWN: dict[str, Any] = {
    "fh_utf8.frame": frame("#identity", did="did:plc:b", handle="half").replace(b"half", b"h\xff\xfef"),
    "fh_badcar.frame": frame("#commit", repo="did:plc:b", rev="r", since="q", blocks=b"no car", ops=[{"action": "x"}]),
    "fh_time.frame": frame("#identity", did="did:plc:b", handle="h", time="soon"),
    "fh_info.frame": libipld.encode_dag_cbor({"op": 1, "t": "#info"})
    + libipld.encode_dag_cbor({"name": "OutdatedCursor"}),
    "fh_tombstone.frame": frame("#tombstone", did="did:plc:b"),
    "at_created.json": [
        {"text": "y", "createdAt": "1931-01-01T00:00:00Z"},
        {"text": "y", "createdAt": "0100-01-01T00:00:00Z"},
    ],
    "mtx_ts_float.json": {
        "chunk": [message("$8", content={"body": "x"}), message("$9", origin_server_ts=7.25)],
        "end": "t9",
    },
    "mtx_messages.json": {
        "reply_fallback": message(
            "$1", content={"body": "> <@c:quay.example> FORBIDDEN https://forbidden.example\n\nnot so", **REPLY}
        ),
        "edit": message(
            "$1",
            content={
                "body": "* new words",
                "m.new_content": {"body": "new words"},
                "m.relates_to": {"rel_type": "m.replace", "event_id": "$orig"},
            },
        ),
        "redaction_by_mod": message("$1", type="m.room.redaction", sender="@mod:quay.example", redacts="$x"),
        "formatted_link": message(
            "$1",
            content={
                "body": "see",
                "format": "org.matrix.custom.html",
                "formatted_body": "<b><a href='https://hidden.example'>see</a></b>",
            },
        ),
        "sticker": message("$1", type="m.sticker", content={"body": "flag", "url": "mxc://plaza.example/s"}),
        "remote_media": message("$1", content={"msgtype": "m.file", "body": "p", "url": "mxc://remote.example/xyz"}),
    },
    "mast_statuses.json": {
        "image_only": status(
            media_attachments=[
                {"id": "5", "type": "image", "url": "https://f.example/5.png", "description": "alt words"}
            ]
        ),
        "content_warning": status(content="<p>below</p>", spoiler_text="forbidden words"),
        "list_items": status(content="<ol><li>one</li><li>two</li></ol>"),
    },
    "mast_reports.json": {
        "report.created": {
            "id": "6",
            "created_at": AT,
            "account": {"id": "9"},
            "target_account": {"id": "7"},
            "statuses": [{"id": "1"}, {"id": "2"}, {"id": "3"}],
        }
    },
    "mw_changes.json": {
        "partial_block": change(
            logtype="block", logaction="block", logparams={"duration": "infinity", "sitewide": False}
        ),
        "rename": change(logtype="renameuser", logaction="renameuser", logparams={"olduser": "Ada", "newuser": "Bea"}),
        "hidden_user": [
            {"rcid": 2, "type": "edit", "title": "A", "userhidden": True, "timestamp": AT, "revid": 5},
            {"rcid": 3, "type": "edit", "title": "B", "userhidden": True, "timestamp": AT, "revid": 9},
        ],
        "edit_after_hidden_revision": {
            "change": {"type": "edit", "user": "Bea", "revid": 5, "old_revid": 4},
            "texts": {"5": "good 1\ngood 2\nmy fix"},
        },
    },
}


def lines(*said: object) -> bytes:
    """Write lines of JSON."""
    return b"".join(json.dumps(one).encode() + b"\n" for one in said)


def post(number: int, **more: object) -> dict[str, object]:
    """Make an event of the contract."""
    who = {"type": "post.created", "id": f"e{number}", "at": AT, "platform": "plaza", "account": "a"}
    return {**who, "post": {"id": f"p{number}"}, **more}


def _packed(said: bytes) -> bytes:
    """Pack with a window of 256 MiB, which needs a flag elsewhere."""
    parameters = zstandard.ZstdCompressionParameters.from_level(1, window_log=28)
    return zstandard.ZstdCompressor(compression_params=parameters).compress(said)


TWEET_NOTE = {
    **V2,
    "text": "cut …",
    "note_tweet": {
        "text": "not cut: https://t.co/zz",
        "entities": {"urls": [{"url": "https://t.co/zz", "expanded_url": "https://lamp.example/contact"}]},
    },
}
WHOLE = {
    "full_text": "the whole words https://t.co/x",
    "entities": {"urls": [{"url": "https://t.co/x", "expanded_url": "https://lamp.example/contact"}]},
}
FILES: dict[str, bytes] = {
    "inputs_tw/v2_note.jsonl": lines({"data": [TWEET_NOTE]}),
    "inputs_tw/v1_rt_trunc.jsonl": lines(
        {
            **V1,
            "text": "RT @b: the wh…",
            "user": USER,
            "retweeted_status": {
                **V1,
                "id_str": "9",
                "text": "the wh…",
                "user": {**USER, "id_str": "8"},
                "truncated": True,
                "extended_tweet": WHOLE,
            },
        }
    ),
    "inputs_tw/v2_page500.jsonl": lines(
        {"data": [{**V2, "id": str(1593387213315784704 + n), "text": "boats " * 400} for n in range(500)]}
    ),
    "inputs_tw/v2_onebad.jsonl": lines(
        {
            "data": [
                *({**V2, "id": str(1593387213315784704 + n)} for n in range(99)),
                {"id": "1593387213315789999", "text": "x"},
            ]
        }
    ),
    "inputs_tw/v2_flat.jsonl": lines({**V2, "author": {"id": "7", "username": "ada"}}),
    "inputs_tw/v2_compliance_stream.jsonl": lines(
        {"data": {"delete": {"tweet": {"id": V2["id"], "author_id": "7"}, "event_at": "2022-11-19T00:00:00.000Z"}}},
        {"data": {"user_suspend": {"user": {"id": "7"}, "event_at": "2022-11-19T00:00:00.000Z"}}},
    ),
    "inputs_tw/v2_compliance_batch.jsonl": lines(
        {"id": "7", "action": "delete", "created_at": "2008-08-27T13:08:45.000Z", "reason": "suspended"},
        {"id": "8", "action": "delete", "created_at": "2008-08-27T13:08:45.000Z", "reason": "protected"},
    ),
    "inputs_tw/v1_amp.jsonl": lines({**V1, "text": "bread &amp; salt &lt;3", "user": USER}),
    "inputs/zst_long28.ndjson.zst": _packed(lines(*map(post, range(3)))),
    "inputs/t_leap.ndjson": lines(post(1, at="1990-12-31T23:59:60Z")),
    "inputs/one_2099.ndjson": lines(post(1, at="2099-01-01T00:00:00Z")),
    "inputs/pii_unknown_fields.ndjson": lines(
        post(1, email="top.level@mail.example", phone="+15550100", ip="192.0.2.77"),
        {
            "type": "account.created",
            "id": "c",
            "at": AT,
            "platform": "plaza",
            "account": "a",
            "profile": {"mail": "in.profile@mail.example"},
            "traits": {"email": "in.traits@mail.example", "ip": "192.0.2.78"},
        },
    ),
}


def folder_with_a_broken_file(into: Path) -> Path:
    """Write partitions of which one is broken, beside a README."""
    into.mkdir()
    rows = pl.DataFrame([post(1) | {"post": {"id": "p1"}}])
    for name, changed in (("01_good", "e1"), ("zz_good", "e2")):
        rows.with_columns(id=pl.lit(changed)).write_parquet(into / f"{name}.parquet")
    (into / "02_broken.parquet").write_bytes((into / "01_good.parquet").read_bytes()[:-40])
    (into / "README.txt").write_text("one day a file\n")
    return into
