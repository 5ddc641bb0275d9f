"""What becomes of what platforms send when one item in a hundred is bad: sent, good, kept, quarantined, lost, duplicates.

Items of each kind are mutated as wires and servers do it, mixed with good ones, one in ten sent twice, read by the connectors'
and formats' own readers, and kept in a journal: what is good once, what is bad with its bytes. No exception may leave a reader.
A second run mutates all. `ITEMS=100000` reads so many of each kind. CPU seconds are told: others use the machine too.
"""

import json
import os
import random
import resource
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import libipld
import msgspec

from bench.report import doing, tell
from cautery.engine.seen import SeenDigests
from cautery.errors import Invalid
from cautery.events.format import FileLine, read_back
from cautery.events.history import events_in
from cautery.events.intake import Intake, format_of
from cautery.model.account import Platform
from cautery.model.event import AnyEvent
from cautery.platforms.connectors.atproto.frames import events_of as frame_events
from cautery.platforms.connectors.mastodon.reading import read_item
from cautery.platforms.connectors.matrix.messages import RoomEvent, RoomServer, event_of
from cautery.platforms.connectors.mediawiki.changes import ChangedPages, read_change
from cautery.platforms.reading import Items
from cautery.store.journal import Journal

PLAZA = Platform("plaza")
SEED = 20_261_129
BAD_ONE_IN = 100
AT = "2024-05-01T10:00:00Z"
Read = Callable[[bytes], Sequence[AnyEvent | None]]
Make = Callable[[int], bytes]
AGAIN = 0.1


def _frame(number: int) -> bytes:
    body = {"seq": number, "time": AT, "did": f"did:plc:{number}", "handle": f"h{number}.test"}
    return libipld.encode_dag_cbor({"op": 1, "t": "#identity"}) + libipld.encode_dag_cbor(body)


def _read_frame(raw: bytes) -> Sequence[AnyEvent | None]:
    header, body = libipld.decode_dag_cbor_multi(raw)
    if not isinstance(header, dict) or not isinstance(body, dict):
        raise ValueError("a frame has a header and a body")
    return list(frame_events(str(header.get("t")), body, platform=PLAZA, blobs=""))


def _message(number: int) -> bytes:
    content = {"msgtype": "m.text", "body": f"words {number}", "m.relates_to": {"m.in_reply_to": {"event_id": "$0"}}}
    who = {"event_id": f"${number}", "type": "m.room.message", "sender": "@a:plaza", "origin_server_ts": 1714557600000}
    return json.dumps({**who, "content": content}).encode()


def _read_message(raw: bytes) -> Sequence[AnyEvent | None]:
    return [event_of(msgspec.json.decode(raw, type=RoomEvent), RoomServer(platform=PLAZA, media=""))]


def _status(number: int) -> bytes:
    media = [{"id": "9", "type": "image", "url": "https://f.example/9.png"}]
    who = {"id": str(number), "created_at": AT, "account": {"id": "7"}, "visibility": "public"}
    return json.dumps({**who, "content": f"<p>words {number}</p>", "media_attachments": media}).encode()


def _change(number: int) -> bytes:
    block = {"logtype": "block", "logaction": "block", "logparams": {"duration": "infinity"}}
    return json.dumps(
        {"rcid": number, "type": "log", "timestamp": AT, "title": f"User:A{number}", "user": "B", **block}
    ).encode()


def _line(number: int) -> bytes:
    who = {"type": "post.created", "id": f"e{number}", "at": AT, "platform": "plaza", "account": "a"}
    return json.dumps({**who, "post": {"id": f"p{number}", "text": "words"}}).encode()


def _tweet(number: int) -> bytes:
    tweet = {"id": str(1593387213315784704 + number), "author_id": "7", "created_at": AT, "text": "words"}
    return json.dumps({"data": tweet}).encode()


def _lines(name: str) -> Read:
    reader = format_of(name)

    def read(raw: bytes) -> Sequence[AnyEvent | None]:
        events, rejects = reader.read(FileLine(number=1, raw=raw))
        if rejects:
            raise Invalid(rejects[0].reason)
        return events

    return read


def _keepable(read: Read, raw: bytes) -> list[AnyEvent]:
    """Read an item, and refuse events that cannot be kept, as whoever listens to a platform does."""
    return [read_back(event) for event in read(raw) if event is not None]


KINDS: dict[str, tuple[Make, Read]] = {
    "atproto frame": (_frame, _read_frame),
    "matrix message": (_message, _read_message),
    "mastodon status": (_status, lambda raw: read_item("status", raw, PLAZA)),
    "mediawiki change": (_change, lambda raw: read_change(raw, ChangedPages(), PLAZA)),
    "canonical line": (_line, _lines("canonical")),
    "twitter v2 answer": (_tweet, _lines("twitter_v2")),
}


def mutated(raw: bytes, chance: random.Random) -> bytes:
    """Do to an item what wires and servers do: turn, lose, double or insert bytes, or break it off."""
    bad = bytearray(raw)
    for _ in range(chance.choice((1, 1, 2, 5))):
        at, what = chance.randrange(len(bad) + 1), chance.randrange(5)
        if what == 0 and at < len(bad):
            bad[at] ^= 1 << chance.randrange(8)
        elif what == 1:
            del bad[at : at + chance.randrange(1, 9)]
        elif what == 2:
            bad[at:at] = bad[at : at + chance.randrange(1, 9)]
        elif what == 3:
            bad.insert(at, chance.randrange(256))
        elif what == 4:
            del bad[at:]
    return bytes(bad)


def _sent(make: Make, many: int, share_bad: float, chance: random.Random) -> Iterator[tuple[bytes, bool]]:
    """Give items, each with whether it is good; one in ten comes twice."""
    for number in range(many):
        raw, bad = make(number), chance.random() < share_bad
        yield (mutated(raw, chance) if bad else raw), not bad
        if chance.random() < AGAIN:
            yield (raw, True)


def run(many: int, share_bad: float) -> dict[str, float]:
    """Send so many items of each kind, keep what can be read in a journal, and count what became of them."""
    chance, sent, good, quarantined = random.Random(SEED), 0, set[bytes](), 0
    with tempfile.TemporaryDirectory() as folder:
        journal = Journal(Path(folder) / "journal")
        door, expected = Intake(journal=journal, seen=SeenDigests(Path(folder) / "seen")), set[str]()
        for kind, (make, read) in KINDS.items():
            doing(kind)
            items = Items()
            for raw, is_good in _sent(make, many, share_bad, chance):
                sent += 1
                before = len(items.events)
                items.read("bench", "", raw, partial(_keepable, read, raw))
                if is_good:
                    good.add(raw)
                    expected.update(f"{kind} {event.id}" for event in items.events[before:])
            quarantined += len(items.unread)
            door.accept([msgspec.structs.replace(event, id=f"{kind} {event.id}"[:512]) for event in items.events])
        kept = [event.id for batch in journal.read() for event in events_in(batch)]
        door.close()
        journal.close()
    there = set(kept)
    return {
        "sent": sent,
        "good": len(good),
        "kept": len(there & expected),
        "quarantined": quarantined,
        "lost": len(good) - len(there & expected),
        "duplicates": len(kept) - len(there),
    }


def main() -> None:
    """Print one line of JSON."""
    many = int(os.environ.get("ITEMS", "5000"))
    figures, fuzzed = run(many, 1 / BAD_ONE_IN), run(max(1, many // 5), 1.0)
    more = {"mutated": fuzzed["sent"], "mutated_quarantined": fuzzed["quarantined"], "mutated_lost": fuzzed["lost"]}
    cpu_s = round(resource.getrusage(resource.RUSAGE_SELF).ru_utime, 1)
    tell("intake_faults", {**figures, **more, "cpu_s": cpu_s}, beside={}, limit={"lost": 0, "duplicates": 0}, seed=SEED)


if __name__ == "__main__":
    main()
