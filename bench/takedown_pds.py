"""A takedown on a real data server of the AT Protocol: its rate beside the rate that the server itself can take.

Three groups of accounts on one server, suspended one after the other: by the bare call alone, by the calls that a careful
sender makes (how does it stand, take it down, is it down), and by a takedown of ours with its plan, its log and its receipts.
The same number of calls is under way in each. The server and this program share the machine.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import httpx

from bench.report import doing, rounded, tell
from cautery.app import App
from cautery.cases.review import DecisionInput
from cautery.config import Config
from cautery.enforcement.guards import Limits
from cautery.kit.clock import WallClock
from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import Case, CaseId
from cautery.model.network import Network, NetworkId, NetworkMember
from cautery.pipeline.installation.install import install
from cautery.pipeline.takedowns.executor import Executor
from cautery.pipeline.takedowns.planning import approve, plan
from cautery.pipeline.takedowns.progress import advance_to_the_end
from cautery.pipeline.takedowns.status import look_at
from cautery.platforms.connectors.atproto import AtProto
from cautery.platforms.reach import Reach
from cautery.store import cases, networks
from tests.servers import atproto

ACCOUNTS, AT_ONCE = 600, 8
PLAZA = Platform("plaza")
WORD = DecisionInput(measure="suspend", clause="promotes", reason="One hand recruits through all of them.")
NSID = "com.atproto.admin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Somebody who calls the server and does nothing else."""

    server: atproto.Pds
    http: httpx.Client

    def take_down(self, did: str) -> None:
        """Take an account down, without a look before or after."""
        subject = {"$type": f"{NSID}.defs#repoRef", "did": did}
        body = {"subject": subject, "takedown": {"applied": True, "ref": "bench"}}
        self._said(self.http.post(f"{self.server.address}/xrpc/{NSID}.updateSubjectStatus", json=body))

    def carefully(self, did: str) -> None:
        """Look, take an account down, and look whether it is."""
        self._said(self.http.get(f"{self.server.address}/xrpc/{NSID}.getSubjectStatus", params={"did": did}))
        self.take_down(did)
        where = f"{self.server.address}/xrpc/com.atproto.sync.getRepoStatus"
        assert not self._said(self.http.get(where, params={"did": did})).json()["active"]

    def _said(self, answer: httpx.Response) -> httpx.Response:
        answer.raise_for_status()
        return answer


def main(accounts: int) -> None:
    """Measure, and print one line."""
    with atproto.pds() as server, httpx.Client(auth=("admin", server.password), timeout=60) as http:
        people = _opened(server, 3 * accounts + 30)
        caller = Caller(server=server, http=http)
        _rate(caller.carefully, people[:30])  # everything has been loaded once
        bare = _rate(caller.take_down, people[30 : 30 + accounts])
        careful = _rate(caller.carefully, people[30 + accounts : 30 + 2 * accounts])
        ours = people[30 + 2 * accounts :]
        with tempfile.TemporaryDirectory() as folder:
            seconds, confirmed = _taken_down(Path(folder), server, ours)
        down = _down(server, ours)
    rate = accounts / seconds
    tell(
        "takedown_pds",
        {
            "actions": accounts,
            "seconds": rounded(seconds),
            "a_second": rounded(rate),
            "confirmed": confirmed,
            "lost": accounts - down,
            "share_of_the_servers_rate": rounded(rate / careful),
        },
        beside={
            "the same calls alone, a second": rounded(careful),
            "one call each and no look, a second": rounded(bare),
        },
        limit={"share_of_the_servers_rate": 0.8},
    )


def _opened(server: atproto.Pds, many: int) -> list[str]:
    doing(f"opening {many} accounts")
    with ThreadPoolExecutor(AT_ONCE) as together:
        return [person.did for person in together.map(lambda n: atproto.Person(server, f"somebody-{n}"), range(many))]


def _rate(do: Callable[[str], None], people: Sequence[str]) -> float:
    begin = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as together:
        list(together.map(do, people))
    return len(people) / (time.perf_counter() - begin)


def _taken_down(folder: Path, server: atproto.Pds, people: Sequence[str]) -> tuple[float, int]:
    """Plan, approve, send and verify; gives the seconds from the approval on, and how many are in force."""
    limits = Limits(stages_above=10**9, a_day=10**9, at_once=AT_ONCE)
    config: Config = replace(install(folder / "home", name="bench.example"), takedown=limits)
    app = App(config, clock=WallClock(), person="local:ada")
    reach = Reach(platform=PLAZA, connector="atproto", address=server.address, secret=server.password, a_second=10**6)
    platform = AtProto.connect(reach)
    made = plan(app, _a_network(app, people), WORD)
    begin = time.perf_counter()
    approve(app.acting_as("local:ben"), made.id)
    advance_to_the_end(app, {PLAZA: Executor(app, platform)}, made.id, sleep=time.sleep, told=lambda _: None)
    seconds = time.perf_counter() - begin
    confirmed = look_at(app, made.id).count("confirmed")
    platform.close()
    app.close()
    return seconds, confirmed


def _a_network(app: App, people: Sequence[str]) -> CaseId:
    now, about = app.clock.now(), [Account(platform=PLAZA, id=AccountId(did)) for did in people]
    case = Case(
        id=CaseId("bench"),
        about=about[0],
        origin="network",
        chance=0.99,
        reasons=(),
        opened_at=now,
        due=now + timedelta(days=1),
    )
    members = tuple(NetworkMember(account=one, chance=0.99, role="amplifier") for one in about)
    network = Network(
        id=NetworkId("bench"),
        at=now,
        members=members,
        channels=(),
        log10_p=-40.0,
        says=(),
        case=case.id,
        bystanders=(),
        seeds=(),
        content_evidence=(),
    )
    with app.writing() as tx:
        cases.append(tx, [case])
        networks.append(tx, [network])
    return case.id


def _down(server: atproto.Pds, people: Sequence[str]) -> int:
    """Count who is down, as the server shows to anybody."""
    where = f"{server.address}/xrpc/com.atproto.sync.getRepoStatus"
    with httpx.Client(timeout=60) as http:
        return sum(not http.get(where, params={"did": did}).json()["active"] for did in people)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ACCOUNTS)
