"""Lives the simulated platform's life, an hour at a time, and tells what happened as events."""

import math
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypedDict

from msgspec.structs import replace

from cautery.model.account import AccountId, Platform
from cautery.model.event import (
    AccountClosed,
    AccountCreated,
    AnyEvent,
    FollowCreated,
    Notice,
    NoticeReceived,
    NoticeSubject,
    Notifier,
    Post,
    PostCreated,
    Reference,
    SessionStarted,
)
from cautery.simulator import texts
from cautery.simulator.adversary import Adversary
from cautery.simulator.draws import by_rank
from cautery.simulator.habits import written
from cautery.simulator.hands import lose
from cautery.simulator.looks import STOCK, profile_of, session_traits, traits_of
from cautery.simulator.parameters import AWAY, REFOLLOWED
from cautery.simulator.people import (
    POSTS_A_DAY,
    Registry,
    SimulatedAccount,
    SimulatedOperator,
    draw_role,
    new_operator,
)
from cautery.simulator.pictures import picture
from cautery.simulator.places import Places
from cautery.simulator.releases import pushes

PLATFORM = Platform("simulator")
BEGIN = datetime(2016, 2, 1, tzinfo=UTC)

RESERVE = 2
"""Accounts that a hand keeps in reserve, where hands do so (assumed)."""
HOSTS = ("justpaste.example", "soundcloud.example", "video.example")


@dataclass(frozen=True, slots=True, kw_only=True)
class WorldSize:
    """How large the platform is."""

    people: int = 600
    operators: int = 10
    accounts_each: float = 2.5
    """Accounts that a hand runs at a time, on average."""
    days: int = 21
    releases_a_day: float = 0.0
    """What the organisation puts up a day, and its accounts push within the hour; 0: each acts for itself."""


class _Who(TypedDict):
    id: str
    at: datetime
    platform: Platform
    account: AccountId


class World:
    """The platform's people and their life. Whoever moderates it closes and reopens accounts; operators answer by returning."""

    def __init__(self, size: WorldSize, *, seed: int, adversary: Adversary | None = None) -> None:
        self._rng = random.Random(seed)  # noqa: S311  a simulation, not a secret
        self.size, self.hour, self.adversary = size, 0, adversary or Adversary()
        self.people: dict[AccountId, SimulatedAccount] = {}
        self.operators: dict[str, SimulatedOperator] = {}
        self._together = random.Random(f"{seed} together")  # noqa: S311  a simulation, not a secret
        self._events = 0
        self._places = Places(size.people, seed=seed)
        self._registry = Registry(self._places, self._rng, declares=self.adversary.declares)
        self._recent: list[tuple[AccountId, Post]] = []
        """The network's newest posts, that its accounts pass on."""
        self._links: list[str] = []
        self._coming: list[tuple[float, SimulatedAccount]] = []
        """Accounts that will be opened: when, and who."""
        self._waking: list[tuple[float, SimulatedAccount]] = []
        """Accounts kept in reserve that will begin to speak."""
        self._settle()

    def live(self, hours: int) -> Iterator[AnyEvent]:
        """Let some hours pass; events come in the order of their times."""
        for _ in range(hours):
            yield from sorted(self._hour(), key=lambda event: (event.at, event.id))
            self.hour += 1

    def close(self, account: AccountId) -> AnyEvent | None:
        """Close an account; its operator, if it has one, will be back. None when it was closed already."""
        person = self.people[account]
        if person.closed:
            return None
        person.closed = True
        if person.operator and person.guise:
            lose(self.operators[person.operator].hand, person.guise, self._rng)
            self._plan_return(person)
        return AccountClosed(**self._who(person, self.hour), by="platform", reason="suspended")

    def reopen(self, account: AccountId) -> None:
        """Let an account speak again."""
        self.people[account].closed = False

    def times_removed(self, person: SimulatedAccount) -> int:
        """Count an account with those that it continues."""
        times, before = 1, person.returns_of
        while before is not None:
            times, before = times + 1, self.people[before].returns_of
        return times

    def now(self) -> datetime:
        """Say how late it is on the platform."""
        return BEGIN + timedelta(hours=self.hour)

    def _settle(self) -> None:
        """People join over the month before; hands open their first accounts."""
        for _ in range(self.size.people):
            self._join(self._registry.new_person(draw_role(self._rng), born_h=-self._rng.uniform(1, 30 * 24)))
        for number in range(self.size.operators):
            operator = new_operator(number, self.adversary, rng=self._rng)
            self.operators[operator.id] = operator
            before: SimulatedAccount | None = None
            for _ in range(max(1, round(self._rng.expovariate(1 / self.size.accounts_each)))):
                born_h = -self._rng.uniform(1, 20 * 24)
                before = self._registry.next_account(operator, born_h=born_h, before=before, returns=False)
                self._join(before)
        if self.size.releases_a_day:
            watcher = self._registry.new_person("researcher", born_h=-self._rng.uniform(1, 30 * 24))
            watcher.relays = True
            self._join(watcher)
        network = [person.id for person in self.people.values() if person.operator]
        if self.adversary.reserve:
            self._keep_in_reserve()
        for operator in self.operators.values():
            operator.circle = self._rng.sample(network, min(len(network), 8)) + self._rng.sample(sorted(self.people), 3)
        for person in self.people.values():
            person.follows = self._draw_follows(person, network)

    def _keep_in_reserve(self) -> None:
        """Hands open accounts for later, that say nothing and follow nobody of the network."""
        for operator in self.operators.values():
            for _ in range(RESERVE):
                born_h = -self._rng.uniform(1, 20 * 24)
                person = self._registry.next_account(operator, born_h=born_h, before=None, returns=False)
                person.silent = True
                operator.reserve.append(person)
                self._join(person)

    def _join(self, person: SimulatedAccount) -> None:
        self.people[person.id] = person
        self._coming.append((person.born_h, person))

    def _draw_follows(self, person: SimulatedAccount, network: list[AccountId]) -> list[AccountId]:
        if person.operator and not person.silent:
            return [one for one in self.operators[person.operator].circle if one != person.id]
        watched = {"reporter": 4, "researcher": 5, "opponent": 2}.get(person.role, 0)
        some = self._rng.sample(sorted(self.people), min(len(self.people), 12))
        also = self._rng.sample(network, min(len(network), watched))
        return [one for one in dict.fromkeys((*some, *also)) if one != person.id]

    def _hour(self) -> Iterator[AnyEvent]:
        due, self._coming = _split(self._coming, self.hour)
        for _, person in sorted(due, key=lambda one: (one[0], one[1].id)):
            yield from self._open(person)
        awake, self._waking = _split(self._waking, self.hour)
        for _, person in awake:
            person.silent = False
        if self._rng.random() < self.size.people / 20000:
            yield from self._open(self._newcomer())
        for person in list(self.people.values()):
            if not person.closed and person.born_h <= self.hour and self._rng.random() < self._speaks(person):
                yield from self._speak(person)
        yield from self._push()

    def _push(self) -> Iterator[AnyEvent]:
        people, a_day = list(self.people.values()), self.size.releases_a_day
        for push in pushes(people, hour=self.hour, a_day=a_day, rng=self._together):
            post = Post(id=f"s{self._events:08d}p", links=(push.link,))
            text = texts.say("release", self._together, link=push.link)
            self._links.append(push.link)
            yield PostCreated(**self._who(push.person, push.at_h), post=replace(post, text=text))

    def _newcomer(self) -> SimulatedAccount:
        person = self._registry.new_person(draw_role(self._rng), born_h=float(self.hour))
        self.people[person.id] = person
        person.follows = self._draw_follows(person, [])
        return person

    def _speaks(self, person: SimulatedAccount) -> float:
        """Chance that somebody says something in this hour: a day with one peak."""
        if person.silent:
            return 0.0
        return POSTS_A_DAY[person.role] / 24 * (1 + math.cos((self.hour % 24 - person.habit.peak_h) / 24 * 2 * math.pi))

    def _open(self, person: SimulatedAccount) -> Iterator[AnyEvent]:
        self.people[person.id] = person
        profile = replace(
            profile_of(person.look),
            followers=int(self._rng.lognormvariate(4.5, 1.0)),
            following=len(person.follows),
            created_at=BEGIN + timedelta(hours=person.born_h),
        )
        yield AccountCreated(**self._who(person, person.born_h), profile=profile, traits=traits_of(person.look))
        begin = max(person.born_h, self.hour)
        for other in person.follows:
            soon = self._rng.random() * min(0.05, self.hour + 1 - begin)  # never in the next hour, which is told later
            yield FollowCreated(**self._who(person, begin + soon), target=other)

    def _speak(self, person: SimulatedAccount) -> Iterator[AnyEvent]:
        at_h = self.hour + self._rng.random() * 0.99
        if self._rng.random() < 0.1:
            address = self._places.away(self._rng) if self._rng.random() < AWAY else person.look.address
            yield SessionStarted(**self._who(person, at_h), traits=session_traits(person.look, address))
        post = self._post(person)
        yield PostCreated(**self._who(person, at_h), post=post)
        if person.operator:
            self._recent = [*self._recent[-30:], (person.id, post)]
        elif person.role == "opponent" and post.mentions and self._rng.random() < self._complains(post.mentions[0]):
            yield self._complain(person, post.mentions[0])

    def _post(self, person: SimulatedAccount) -> Post:
        post = Post(id=f"s{self._events:08d}p")
        if person.operator:
            return self._operator_post(person, post)
        post = replace(post, text=self._says(person, person.role))
        if person.role in ("reporter", "opponent", "researcher") and self._recent and self._rng.random() < 0.15:
            return replace(post, mentions=(self._rng.choice(self._recent)[0],))
        if person.role == "reporter" and self._links and self._rng.random() < 0.05:
            return replace(post, links=(self._rng.choice(self._links[-20:]),))
        if self._rng.random() < 0.2 and person.follows:
            return replace(post, mentions=(self._rng.choice(person.follows),))
        if self._rng.random() < 0.1:
            return replace(post, links=(f"https://news.example/{self._rng.randrange(400)}",))
        if self._rng.random() < 0.1:
            return replace(post, media=(picture("stock", by_rank(self._rng, STOCK)),))
        return post

    def _operator_post(self, person: SimulatedAccount, post: Post) -> Post:
        if not person.announced:
            person.announced = True
            return replace(post, text=self._says_back(person))
        drawn = self._rng.random()
        if drawn < 0.35 and self._recent:
            return self._pass_on(person, post)
        if drawn < 0.55:
            link = f"https://{self._rng.choice(HOSTS)}/{self._rng.getrandbits(32):08x}"
            if self._rng.random() < 0.2:
                link = person.look.links[0]
            self._links.append(link)
            return replace(post, text=texts.say("release", self._rng, link=link), links=(link,))
        if drawn < 0.62 and person.look.contact:
            return replace(post, text=self._says(person, "handoff", contact=person.look.contact))
        shown = (self._rng.choice(person.look.media),) if self._rng.random() < 0.2 else ()
        return replace(post, text=self._says(person, "operator"), media=shown)

    def _says_back(self, person: SimulatedAccount) -> str:
        old = self.people[person.returns_of].handle if person.returns_of else ""
        return self._says(person, "back", old=old, number=str(person.guise.nth if person.guise else 1))

    def _says(self, person: SimulatedAccount, kind: str, **given: str) -> str:
        return written(texts.say(kind, self._rng, **given), person.habit, self._rng)

    def _pass_on(self, person: SimulatedAccount, post: Post) -> Post:
        """Pass another account's post on: as a repost, or copied as if it were one's own."""
        author, earlier = self._rng.choice(self._recent)
        if author != person.id and self._rng.random() < 0.5:
            return replace(post, text=earlier.text, repost_of=Reference(post=earlier.id, account=author))
        return replace(post, text=earlier.text, links=earlier.links)

    def _complains(self, about: AccountId) -> float:
        """Chance that an opponent who mentions somebody also complains; now and then of somebody who did nothing."""
        known = self.people.get(about)
        return 0.3 if known and known.operator else 0.03

    def _complain(self, person: SimulatedAccount, about: AccountId) -> AnyEvent:
        notice = Notice(
            id=f"s{self._events:08d}n",
            about=NoticeSubject(account=about),
            notifier=Notifier(kind="user"),
            category="terrorism",
        )
        return NoticeReceived(**self._who(person, self.hour + 0.999), notice=notice)

    def _plan_return(self, person: SimulatedAccount) -> None:
        """Half of them are back within a day, some never (Conway et al. 2017 count days; the article says 'the same day')."""
        adversary, times = self.adversary, self.times_removed(person) - 1
        if self._rng.random() < 1 - adversary.returns * adversary.returns_again**times:
            return
        operator = self.operators[person.operator or ""]
        at = self.hour + 1 + self._rng.lognormvariate(math.log(adversary.return_h), adversary.return_sigma)
        kept = [one for one in operator.reserve if not one.closed]
        if kept and self._rng.random() < adversary.reserve:
            operator.reserve.remove(kept[0])
            kept[0].returns_of = person.id
            self._waking.append((at, kept[0]))
            return
        again = self._registry.next_account(operator, born_h=at, before=person, returns=True)
        again.follows = self._follow_again(person, again)
        self._coming.append((at, again))

    def _follow_again(self, before: SimulatedAccount, again: SimulatedAccount) -> list[AccountId]:
        """Follow some of the old ones, so many that the overlap is as it is with returns, and others of the network."""
        overlap, rng = self._rng.uniform(*REFOLLOWED), self._rng
        can = [follow for follow in before.follows if not self.people[follow].closed]
        wanted = round(2 * len(before.follows) * overlap / (1 + overlap))
        kept = rng.sample(can, min(wanted, len(can))) if again.guise and "follows" in again.guise.kept else []
        others = [p.id for p in self.people.values() if p.operator and not p.closed and p.id not in before.follows]
        some = rng.sample(others, min(len(others), len(before.follows) - len(kept)))
        return [*kept, *some]

    def _who(self, person: SimulatedAccount, at_h: float) -> "_Who":
        self._events += 1
        at = BEGIN + timedelta(hours=at_h)
        return {"id": f"s{self._events:08d}", "at": at, "platform": PLATFORM, "account": person.id}


def _split(
    coming: Iterable[tuple[float, SimulatedAccount]], hour: int
) -> tuple[list[tuple[float, SimulatedAccount]], list[tuple[float, SimulatedAccount]]]:
    due = [one for one in coming if one[0] < hour + 1]
    return due, [one for one in coming if one[0] >= hour + 1]
