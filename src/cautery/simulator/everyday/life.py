"""What they do, as events of the contract, in order of time."""

import gzip
import json
import math
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cautery.simulator.everyday.people import EverydayPerson, address, media
from cautery.simulator.everyday.refrains import refrain
from cautery.simulator.everyday.society import Society
from cautery.simulator.everyday.voices import NOUNS, small_talk
from cautery.simulator.written import SimulationFiles

START = datetime(2026, 1, 1, tzinfo=UTC)
PLATFORM = "harbour"
Row = dict[str, Any]
"""An event, or a part of one, as the contract has it."""
Said = dict[str, list[tuple[float, Row]]]
_REPORTS = (
    'Officials say the group behind the account posted: "{text}". Our report: {link}',
    "{text} | according to the account, which we could not verify. Background at {link}",
    "Two sources confirm what was posted last night; the police declined to comment. {link}",
    'Thread: what we know about the network that wrote "{text}" (1/5)',
    "New in our newsroom: an analysis of how such accounts recruit, with experts. {link}",
)
_REFUTES = (
    '"{text}" No. That is a lie, and everybody in town knows it.',
    "This is false and it is shameful. Stop spreading it.",
    "I reported this account. Not in our name.",
    "Wrong again: nothing of this is true, and it harms our neighbours.",
    'They claim "{text}". Do not believe them, look at the facts.',
)


def write(society: Society, folder: Path, *, seed: int, with_truth: bool = False) -> SimulationFiles:
    """Write what everybody did, and which accounts the moderators removed; the truth only where it is asked for."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(seed)  # noqa: S311  a simulation, not a secret
    rows = sorted(_events(society, rng), key=lambda row: (row["at"], row["id"]))
    events, labels, truth = folder / "events.ndjson.gz", folder / "removed.csv", folder / "truth.json"
    with gzip.open(events, "wt", compresslevel=1) as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    lines = [
        f"{person.id},violating,{at(person.removed)},moderators\n"
        for person in society.people
        if person.removed is not None
    ]
    labels.write_text("account,label,at,source\n" + "".join(lines))
    if with_truth:
        truth.write_text(json.dumps({person.id: _truth(person) for person in society.people}))
    return SimulationFiles(events=str(events), labels=str(labels), truth=str(truth) if with_truth else None)


def _truth(one: EverydayPerson) -> Row:
    return {"kind": one.kind, "near": one.of, "given_up": one.given_up, "removed": one.removed}


def at(day: float) -> str:
    """The moment as events write it."""
    return (START + timedelta(days=day)).isoformat().replace("+00:00", "Z")


def _events(society: Society, chance: random.Random) -> Iterator[Row]:
    by_id = {person.id: person for person in society.people}
    said: Said = {person.id: [] for person in society.people}
    for person in sorted(society.people, key=lambda p: p.removed is None):
        own = random.Random(f"{chance.random()} {person.id}")  # noqa: S311  a simulation, not a secret
        yield from _one_life(person, by_id, said, own)


def _one_life(
    one: EverydayPerson, by_id: dict[str, EverydayPerson], said: Said, chance: random.Random
) -> Iterator[Row]:
    number = 0

    def event(type_: str, day: float, **fields: object) -> Row:
        nonlocal number
        number += 1
        return {
            "type": type_,
            "id": f"{one.id}-{number}",
            "at": at(day),
            "platform": PLATFORM,
            "account": one.id,
            **fields,
        }

    first = max(one.born, 0.0)
    traits = _traits(one, chance, opening=True)
    profile = {
        "handle": one.handle,
        "display_name": one.name,
        "bio": one.bio,
        "avatar": media(one.avatar),
        "created_at": at(one.born),
        "followers": round(chance.lognormvariate(4, 1)),
        "following": len(one.follows),
        "language": "en",
    }
    yield event("account.created", first, profile=profile, traits=traits)
    for day in _days(one, chance, 4):
        yield event("session.started", day, traits=_traits(one, chance))
    for target in one.follows:
        yield event(
            "follow.created", first + chance.expovariate(0.3) if first < one.until - 9 else first, target=target
        )
    posts = [(day, _post(one, by_id, said, chance, day)) for day in _days(one, chance, one.posts)]
    for day, post in posts:
        said[one.id].append((day, post))
        yield event("post.created", day, post=post)
    for day in _days(one, chance, 2):
        whose = by_id.get(chance.choice(one.follows)) if one.follows else None
        before = [post for when, post in said[whose.id] if when < day] if whose else []
        if before and whose:
            liked = chance.choice(before)
            if chance.random() < 0.35:
                repost = {
                    "id": f"{one.id}-rp{number}",
                    "text": "",
                    "repost_of": {"post": liked["id"], "account": whose.id},
                }
                yield event("post.created", day, post=repost)
            else:
                yield event("reaction.created", day, post={"id": liked["id"]}, kind="like")
    if one.removed is not None:
        yield {
            "type": "account.closed",
            "id": f"{one.id}-closed",
            "at": at(one.removed),
            "platform": PLATFORM,
            "account": one.id,
            "by": "platform",
            "reason": "terms",
        }


def _traits(one: EverydayPerson, chance: random.Random, *, opening: bool = False) -> dict[str, str]:
    ip = one.ips[0] if opening and chance.random() < 0.6 else chance.choice(one.ips)
    device = one.devices[0] if opening and chance.random() < 0.6 else chance.choice(one.devices)
    traits = {"ip": address(ip, chance), "asn": one.home.asn, "device": device, "client": one.client}
    if opening:
        traits |= {"email": one.email, "email_domain": one.email.partition("@")[2]} | (
            {"phone": one.phone} if chance.random() < 0.8 else {}
        )
    return traits


def _days(one: EverydayPerson, chance: random.Random, many: int) -> list[float]:
    first, last = max(one.born, 0.0) + 0.01, one.until - 0.02
    times = []
    for _ in range(many):
        hour = (chance.gauss(one.peak, one.spread)) % 24
        times.append(min(max(math.floor(chance.uniform(first, last)) + hour / 24, first), last))
    return sorted(times)


def _post(one: EverydayPerson, by_id: dict[str, EverydayPerson], said: Said, chance: random.Random, day: float) -> Row:
    post: Row = {"id": f"{one.id}-post{chance.getrandbits(40):x}", "lang": "en"}
    if one.groups and chance.random() < one.group_share:
        kind, group = one.groups[0]
        post["text"], links = refrain(kind, group, chance, day=int(day))
        return {**post, "links": links}
    if one.addresses and chance.random() < 0.45:
        return _about_removed(one, said, chance, day, post)
    if one.quotes == "copies" and one.of and chance.random() < 0.8:
        before = [p for when, p in said[one.of] if p.get("text")]
        if before:
            copied = chance.choice(before)
            links, shown = copied.get("links", []), copied.get("media", [])
            return {**post, "text": copied["text"], "links": links, "media": shown}
    post["text"] = small_talk(one.voice, chance)
    if one.links and chance.random() < 0.2:
        post["links"] = [chance.choice(one.links)]
    elif chance.random() < 0.12:
        host = chance.choice(("news", "videos", "harbourtimes", "weather", "shop"))
        post["links"] = [f"https://{host}.example/{chance.choice(NOUNS)}-{chance.randrange(40)}"]
    if one.media and chance.random() < 0.15:
        post["media"] = [media(chance.choice(one.media))]
    if one.contact and chance.random() < 0.12:
        post["text"] += f" write to me: {one.contact}"
    if one.follows and chance.random() < 0.15:
        post["mentions"] = [chance.choice(one.follows)]
    return post


def _about_removed(one: EverydayPerson, said: Said, chance: random.Random, day: float, post: Row) -> Row:
    about = chance.choice(one.addresses)
    before = [p for when, p in said[about] if when < day and p.get("text")]
    quoted = chance.choice(before) if before else None
    text = chance.choice(_REPORTS if one.quotes == "reports" else _REFUTES)
    link = f"https://newsroom.example/{chance.randrange(10**4)}"
    post["text"] = text.format(text=quoted["text"][:120] if quoted else "...", link=link)
    post["mentions"] = [about]
    if one.quotes == "reports" and "{link}" in text:
        post["links"] = [link]
    if quoted:
        chance_of = chance.random()
        if chance_of < 0.4:
            post["quote_of"] = {"post": quoted["id"], "account": about}
        elif chance_of < 0.8:
            post["reply_to"] = {"post": quoted["id"], "account": about}
    return post
