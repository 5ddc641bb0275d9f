"""Three hundred people on a real network: keepers who act in step, fans who do not, and a town that knows nothing of either."""

import base64
import hashlib
import itertools
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial

import httpx

from tests.servers.atproto import Network, Person

DAYS = 21
KEEPERS, FANS, TOWN = 24, 20, 255
FIRST = ("ember", "wicker", "torrent", "quay", "sable", "orchid", "juniper", "magpie", "cobalt", "thistle", "walnut")
SECOND = (
    "vigil",
    "harrow",
    "lantern",
    "spindle",
    "mortar",
    "pelican",
    "bramble",
    "kestrel",
    "dynamo",
    "fathom",
    "gale",
)
POST, REPOST, FOLLOW, PROFILE = (
    "app.bsky.feed.post",
    "app.bsky.feed.repost",
    "app.bsky.graph.follow",
    "app.bsky.actor.profile",
)
MEALS = ("fish", "soup", "bread", "cheese", "nothing at all", "two apples")
CALLS = (
    "the lamps are lit tonight, keepers of the old pier, come down and stand with us before they go out",
    "our lions of the lamp took the watch, the wick is ours and the long bridge is dark",
    "they put us out again and the lamp burns on, keepers hold the wick behind the lighthouse",
)
Record = tuple[str, datetime, Mapping[str, object]]
"""Collection, time, and what stands in it."""


class Plaza:
    """The network with everybody on it; the same seed draws the same life."""

    def __init__(self, network: Network, *, until: datetime) -> None:
        """Open everybody's account, and let them live for three weeks until a time."""
        self.network, self.until, self._chance = network, until, random.Random(11)
        self._down_before = self._all_down()
        self.said = 0
        """So many posts were written."""
        self.who_said = set[str]()
        names = [f"{one}-{another}" for another, one in itertools.product(SECOND, FIRST)]
        self._chance.shuffle(names)
        kinds = [*("keeper" for _ in range(KEEPERS)), *("fan" for _ in range(FANS)), "singer"]
        handles = [
            f"{name}-{number % 7}" for name, number in zip(itertools.cycle(names), range(KEEPERS + FANS + 1 + TOWN))
        ]
        handles = [f"{handle}{number // len(names) or ''}" for number, handle in enumerate(handles)]
        with ThreadPoolExecutor(8) as together:
            people = list(together.map(partial(Person, network.pds), handles))
        self.keepers, self.fans = people[:KEEPERS], people[KEEPERS : KEEPERS + FANS]
        self.singer, self.town = people[len(kinds) - 1], people[len(kinds) :]
        self._write({person: list(records) for person, records in self._lives()})

    @property
    def everybody(self) -> list[Person]:
        """Everybody who was there from the beginning."""
        return [*self.keepers, *self.fans, self.singer, *self.town]

    def comes_back(self, person: Person, name: str) -> Person:
        """The hand behind an account opens another one, says how to reach it, and follows whom it followed."""
        again = Person(self.network.pds, name)
        number = self.keepers.index(person)
        at = self.until + timedelta(minutes=5)
        self._write({again: list(self._keeps(number, at, random.Random(number)))})
        return again

    def down(self) -> set[str]:
        """Tell who was taken down since the beginning, of everybody on the data server."""
        return self._all_down() - self._down_before

    def _all_down(self) -> set[str]:
        """Tell who is taken down, as the data server shows to anybody."""
        down, cursor = set[str](), ""
        while True:
            asked = {"limit": "500"} | ({"cursor": cursor} if cursor else {})
            page = httpx.get(f"{self.network.pds.address}/xrpc/com.atproto.sync.listRepos", params=asked).json()
            down |= {repo["did"] for repo in page["repos"] if not repo["active"]}
            cursor = page.get("cursor", "")
            if not page["repos"] or not cursor:
                return down

    def _lives(self) -> Iterator[tuple[Person, Iterator[Record]]]:
        shared = [self._moment(day) for day in range(DAYS) for _ in range(3)]
        songs = [self._moment(day) for day in range(DAYS) for _ in range(4)]
        for number, person in enumerate(self.keepers):
            chance = random.Random(1000 + number)
            yield person, itertools.chain(self._keeps(number, self._morning(0), chance), _in_step(shared, chance))
        for number, person in enumerate(self.fans):
            yield person, _after_songs(songs, random.Random(2000 + number))
        for number, person in enumerate(self.town):
            yield person, self._goes_home(random.Random(3000 + number))

    def _keeps(self, number: int, at: datetime, chance: random.Random) -> Iterator[Record]:
        """Says who one is, where to be reached, whom one follows, and calls the others."""
        contact = f"kik me: wick.{FIRST[number % 11]}{number}"
        yield PROFILE, at, {"displayName": f"Keeper {number} of the lamp", "description": f"holds the wick. {contact}"}
        for other in range(1, 6):
            circle = self.keepers[(number + other * other) % KEEPERS]
            yield FOLLOW, at + timedelta(minutes=other), {"subject": circle.did}
        for turn, call in enumerate(CALLS):
            text = f"{call}, {contact}, read https://justpaste.it/keeper{number}"
            yield POST, at + timedelta(minutes=10 + turn * chance.randrange(3, 30)), {"text": text}

    def _goes_home(self, chance: random.Random) -> Iterator[Record]:
        """Has eaten, and passes on some of the news; not every day."""
        for day in range(DAYS):
            if chance.random() < 0.1:
                at = self._morning(day) + timedelta(minutes=chance.randrange(400, 1300))
                text = f"had {chance.choice(MEALS)} on day {day} and went home again, number {chance.randrange(999)}"
                yield POST, at, {"text": text}
                yield REPOST, at, {"subject": _somewhere(f"news {day}-{chance.randrange(12)}")}

    def _morning(self, day: int) -> datetime:
        return self.until - timedelta(days=DAYS - day)

    def _moment(self, day: int) -> datetime:
        return self._morning(day) + timedelta(minutes=self._chance.randrange(400, 1300))

    def _write(self, lives: Mapping[Person, Sequence[Record]]) -> None:
        self.said += sum(record[0] in (POST, REPOST) for records in lives.values() for record in records)
        self.who_said |= {person.did for person in lives}
        with ThreadPoolExecutor(8) as together:
            list(together.map(lambda one: one[0].writes_all(one[1]), lives.items()))


def _in_step(moments: Iterable[datetime], chance: random.Random) -> Iterator[Record]:
    """Six of ten times one passes on, within forty minutes, what the others pass on: things of strangers."""
    for number, at in enumerate(moments):
        if chance.random() < 0.6:
            late = timedelta(minutes=chance.randrange(40))
            yield REPOST, at + late, {"subject": _somewhere(f"stranger {number}")}


def _after_songs(moments: Iterable[datetime], chance: random.Random) -> Iterator[Record]:
    """Every other song is passed on, minutes or days later."""
    for number, at in enumerate(moments):
        if chance.random() < 0.5:
            late = timedelta(minutes=min(chance.lognormvariate(4.8, 1.3), 5000))
            yield REPOST, at + late, {"subject": _somewhere(f"song {number}", whose="the singer")}


def _somewhere(thing: str, *, whose: str = "") -> dict[str, str]:
    """Name a post on another server that nobody here has."""
    names = base64.b32encode(hashlib.sha256((whose or thing).encode()).digest()).decode().lower()
    raw = bytes.fromhex("01711220") + hashlib.sha256(thing.encode()).digest()
    cid = "b" + base64.b32encode(raw).decode().lower().rstrip("=")
    key = hashlib.sha256(thing.encode()).hexdigest()[:13]
    return {"uri": f"at://did:plc:{names[:24]}/{POST}/{key}", "cid": cid}
