"""How the conformance drill starts each platform, and whom it may act upon there: real servers, and real accounts on them."""

import itertools
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import httpx
import pytest

from cautery.kit.canonical import digest
from cautery.model.account import Account, AccountId, Platform
from cautery.model.action import Action
from cautery.model.decision import DecisionId, Measure
from cautery.model.event import AnyEvent, PostCreated
from cautery.platforms.connector import Connector
from cautery.platforms.connectors.atproto import AtProto
from cautery.platforms.connectors.atproto.administration import Administration
from cautery.platforms.connectors.atproto.moderation import Moderation
from cautery.platforms.connectors.atproto.subjects import account
from cautery.platforms.connectors.bepasty import Bepasty
from cautery.platforms.connectors.matrix import Matrix
from cautery.platforms.connectors.mediawiki import MediaWiki
from cautery.platforms.connectors.simulator import Simulator
from cautery.platforms.connectors.webhook import WebhookPlatform
from cautery.platforms.marks import MeasureMarks
from cautery.platforms.reach import Reach
from cautery.simulator.world import PLATFORM, WorldSize
from tests.servers.atproto import PASSWORD, Network, Pds, Person
from tests.servers.bepasty import lock, paste
from tests.servers.faults import Asked, Way
from tests.servers.mediawiki import Wiki, Writer, warden
from tests.servers.receiver import WEBHOOK_SECRET
from tests.servers.synapse import Member, Synapse

PLAZA = Platform("plaza")
_numbers = itertools.count()
SOON_S = 30.0
"""So long may a real network take until a measure is in force everywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """A platform behind a way on which things can go wrong."""

    way: Way
    reach: Reach
    connect: Callable[[Reach], Connector]
    changes: Callable[[Asked], bool]
    """Tells a question that changes something from one that only looks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drill:
    """A platform that runs, and what the drill may do there."""

    connector: Connector
    about: Account
    """Somebody against whom nothing is in force."""
    another: Account
    goes_on: Callable[[], str]
    """Makes something happen there; gives words of the post that tells of it, '' where any event will do."""
    by_itself: Callable[[Action], None]
    """The platform's own people take the measure of an action, in their own way."""
    post: str | None = None
    """Something that `about` said."""
    outside: Outside | None = None
    tells_seconds: bool = False
    """The platform does not say what came first within a second."""

    def action(self, measure: Measure, *, decision: str = "d1", about: Account | None = None) -> Action:
        """Give an action against `about`, or somebody else."""
        whom = about or self.about
        key = digest(decision, whom.platform, whom.id, measure)
        post = self.post if measure in self.connector.of_posts else None
        return Action(key=key, decision=DecisionId(decision), about=whom, measure=measure, post=post)

    def actions(self, *, decision: str = "d1") -> list[Action]:
        """Give one of every kind."""
        return [self.action(measure, decision=decision) for measure in sorted(self.connector.measures)]

    def against_accounts(self) -> frozenset[Measure]:
        """Give the measures that an account shows."""
        return self.connector.measures - self.connector.of_posts

    def holds(self, action: Action) -> bool:
        """Tell whether a measure is in force before long: a network is not everywhere at once."""
        return _before_long(lambda: self.connector.in_effect(action))

    def ends(self, action: Action) -> bool:
        """Tell whether a measure ends before long."""
        return _before_long(lambda: not self.connector.in_effect(action))

    def read(self, cursor: str | None, words: str) -> tuple[list[AnyEvent], str]:
        """Read on until a post with some words is there, and to the end."""
        events: list[AnyEvent] = []
        give_up_at = time.monotonic() + SOON_S
        while True:
            batch = self.connector.read_events(cursor)
            events, cursor = [*events, *batch.events], batch.cursor
            if not batch.events and (_tells(events, words) or time.monotonic() > give_up_at):
                return events, cursor


Start = Callable[[pytest.FixtureRequest], Drill]


def simulator(_: pytest.FixtureRequest) -> Drill:
    """Start the platform in memory."""
    platform = Simulator(WorldSize(people=60, operators=3, days=5), seed=1)
    platform.live(24)
    network = [person.id for person in platform.world.people.values() if person.operator]
    about, another = (Account(platform=PLATFORM, id=account) for account in network[:2])

    def goes_on() -> str:
        platform.live(24)
        return ""

    def by_itself(action: Action) -> None:
        platform.close_by_itself(action.about)

    return Drill(connector=platform, about=about, another=another, goes_on=goes_on, by_itself=by_itself)


def atproto(request: pytest.FixtureRequest) -> Drill:
    """Take a data server as its administrator."""
    server: Pds = request.getfixturevalue("pds")
    reach = _reach("atproto", request.getfixturevalue("pds_way"), server.password)
    return _atproto(server, request.getfixturevalue("pds_way"), reach)


def ozone(request: pytest.FixtureRequest) -> Drill:
    """Take a whole network as a moderator."""
    servers: Network = request.getfixturevalue("network")
    more = {"ozone": servers.ozone_did, "moderator": servers.moderator}
    way: Way = request.getfixturevalue("network_way")
    return _atproto(servers.pds, way, _reach("atproto", way, servers.moderator_password, more))


def _atproto(server: Pds, way: Way, reach: Reach) -> Drill:
    one, another = Person(server, _name()), Person(server, _name())
    post = one.posts("The lamp burns on.")
    connector = AtProto.connect(reach)
    about = Account(platform=PLAZA, id=AccountId(one.did))
    outside = Outside(
        way=way,
        reach=reach,
        connect=AtProto.connect,
        changes=lambda asked: "updateSubjectStatus" in asked.path or "emitEvent" in asked.path,
    )

    def goes_on() -> str:
        words = f"Evening at the harbour, {_name()}."
        another.posts(words)
        return words

    def by_itself(action: Action) -> None:
        office = Moderation(reach) if "ozone" in reach.more else Administration(reach)
        office.put(account(action.about, platform=PLAZA), action.measure, MeasureMarks(theirs="spam, says Ada"))
        office.close()

    drill = Drill(
        connector=connector,
        about=about,
        another=Account(platform=PLAZA, id=AccountId(another.did)),
        goes_on=goes_on,
        post=post,
        by_itself=by_itself,
        outside=outside,
    )
    assert _before_long(lambda: _is_known(drill)), "the network did not take notice of a new account"
    return drill


def _is_known(drill: Drill) -> bool:
    """Tell whether a network that hears of an account a moment later has heard of both, and of the post."""
    try:
        drill.connector.look_up(drill.another)
        return not any(drill.connector.in_effect(action) for action in drill.actions())
    except Exception:  # whatever it is that the servers answer meanwhile
        return False


def webhook(request: pytest.FixtureRequest) -> Drill:
    """Take the receiver of the documentation, as it stands there."""
    site, way = request.getfixturevalue("receiver"), request.getfixturevalue("receiver_way")
    one, another = _name(), _name()
    post = f"post of {one}"
    site.ACCOUNTS.update({one: "Ada", another: "Bob"})
    site.POSTS[post] = one
    reach = _reach("webhook", way, WEBHOOK_SECRET, {"measures": "suspend remove"})

    def goes_on() -> str:
        words = f"Evening at the harbour, {_name()}."
        said = {"id": words, "text": words}
        event = {"type": "post.created", "id": f"event {words}", "at": "2020-01-01T12:00:00Z", "platform": "x"}
        site.EVENTS.append({**event, "account": another, "post": said})
        return words

    def by_itself(action: Action) -> None:
        site.WANTED.setdefault((action.about.id, action.measure, action.post), set()).add("our own people")

    return Drill(
        connector=WebhookPlatform.connect(reach),
        about=Account(platform=PLAZA, id=AccountId(one)),
        another=Account(platform=PLAZA, id=AccountId(another)),
        goes_on=goes_on,
        by_itself=by_itself,
        post=post,
        outside=Outside(
            way=way,
            reach=reach,
            connect=WebhookPlatform.connect,
            changes=lambda asked: b"measure.take" in asked.body or b"measure.undo" in asked.body,
        ),
    )


def matrix(request: pytest.FixtureRequest) -> Drill:
    """Take a Synapse as its administrator."""
    server: Synapse = request.getfixturevalue("matrix")
    way: Way = request.getfixturevalue("matrix_way")
    one, another = Member(server.address, _name()), Member(server.address, _name())
    room = another.opens("harbour")
    reach = _reach("matrix", way, server.token)

    def goes_on() -> str:
        words = f"Evening at the harbour, {_name()}."
        another.says(room, words)
        return words

    def by_itself(action: Action) -> None:
        suspend = f"{server.address}/_synapse/admin/v1/suspend/{action.about.id}"
        lock = f"{server.address}/_synapse/admin/v2/users/{action.about.id}"
        headers = {"Authorization": f"Bearer {server.token}"}
        if action.measure == "restrict":
            httpx.put(suspend, json={"suspend": True}, headers=headers).raise_for_status()
        else:
            httpx.put(lock, json={"locked": True}, headers=headers).raise_for_status()

    return Drill(
        connector=Matrix.connect(reach),
        about=Account(platform=PLAZA, id=AccountId(one.id)),
        another=Account(platform=PLAZA, id=AccountId(another.id)),
        goes_on=goes_on,
        by_itself=by_itself,
        post=one.uploads(f"not really a picture of {one.id}".encode()),
        outside=Outside(
            way=way,
            reach=reach,
            connect=Matrix.connect,
            changes=lambda asked: asked.method != "GET" and "/_synapse/admin/" in asked.path,
        ),
    )


def mediawiki(request: pytest.FixtureRequest) -> Drill:
    """Take a wiki as its administrator."""
    wiki: Wiki = request.getfixturevalue("wiki")
    way: Way = request.getfixturevalue("wiki_way")
    one, another = Writer(wiki, _name().capitalize()), Writer(wiki, _name().capitalize())
    reach = _reach("mediawiki", way, wiki.password, {"user": wiki.user})

    def goes_on() -> str:
        words = f"Evening at the harbour, {_name()}."
        another.writes(f"Page {_name()}", words)
        return words

    def by_itself(action: Action) -> None:
        warden(wiki).does("block", user=action.about.id, expiry="never", reason="spam, says Ada")

    changing = (b"action=block", b"action=unblock", b"action=delete", b"action=undelete")
    return Drill(
        connector=MediaWiki.connect(reach),
        about=Account(platform=PLAZA, id=AccountId(one.name)),
        another=Account(platform=PLAZA, id=AccountId(another.name)),
        goes_on=goes_on,
        by_itself=by_itself,
        post=one.writes(f"Page {_name()}", "the lamp burns on"),
        outside=Outside(
            way=way,
            reach=reach,
            connect=MediaWiki.connect,
            changes=lambda asked: any(word in asked.body for word in changing),
        ),
    )


def bepasty(request: pytest.FixtureRequest) -> Drill:
    """Take a site of pastes as its administrator."""
    address, way = request.getfixturevalue("pastes"), request.getfixturevalue("pastes_way")
    one, another = (paste(address, f"The lamp burns on, {_name()}.".encode()) for _ in range(2))
    reach = _reach("bepasty", way, PASSWORD)

    def goes_on() -> str:
        words = f"Evening at the harbour, {_name()}."
        paste(address, words.encode())
        return words

    def by_itself(_: Action) -> None:
        lock(address, one)

    return Drill(
        connector=Bepasty.connect(reach),
        about=Account(platform=PLAZA, id=AccountId(one)),
        another=Account(platform=PLAZA, id=AccountId(another)),
        goes_on=goes_on,
        by_itself=by_itself,
        post=one,
        tells_seconds=True,
        outside=Outside(
            way=way,
            reach=reach,
            connect=Bepasty.connect,
            changes=lambda asked: asked.path.endswith(("/lock", "/unlock")),
        ),
    )


def _reach(connector: str, way: Way, secret: str, more: Mapping[str, str] | None = None) -> Reach:
    return Reach(
        platform=PLAZA, connector=connector, address=way.address, secret=secret, a_second=1000, more=dict(more or {})
    )


def _name() -> str:
    """Give a name that nobody had."""
    return f"somebody-{next(_numbers)}"


def _tells(events: list[AnyEvent], words: str) -> bool:
    if not words:
        return bool(events)
    return any(isinstance(event, PostCreated) and words in (event.post.text or "") for event in events)


def _before_long(holds: Callable[[], bool]) -> bool:
    give_up_at = time.monotonic() + SOON_S
    while not holds():
        if time.monotonic() > give_up_at:
            return False
        time.sleep(0.05)
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """One way to take a platform."""

    connector: str
    start: Start
    group: str = field(default="")
    """Tests of one server are run by one process, which starts it once."""


DRILLS: Mapping[str, Started] = {
    "bepasty": Started(connector="bepasty", start=bepasty, group="pastes"),
    "mediawiki": Started(connector="mediawiki", start=mediawiki, group="wiki"),
    "matrix": Started(connector="matrix", start=matrix, group="matrix"),
    "simulator": Started(connector="simulator", start=simulator),
    "webhook": Started(connector="webhook", start=webhook),
    "atproto": Started(connector="atproto", start=atproto, group="pds"),
    "atproto with ozone": Started(connector="atproto", start=ozone, group="network"),
}
