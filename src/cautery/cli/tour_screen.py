"""How the tour looks: a heading a step, progress bars on long work, and a table that grows while one looks."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.live import Live
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from cautery.cli.output import plain
from cautery.model.suspicion import Suspicion
from cautery.pipeline.takedowns.progress import TakedownProgress
from cautery.pipeline.takedowns.status import TakedownStatus
from cautery.trials.side_by_side import SEEDS, TWO
from cautery.trials.tour import DecidedCase, Tour
from cautery.trials.what_if import HEAD, cells

SHOWN = 8
REASONS = 3
SENTENCES = 2
LEFT_TO_THE_GUEST = 12
STYLE = {"suspend": "bold red", "none": "green"}


class Screen:
    """The terminal."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self._steps, self._console = 0, ""

    def tell(self, tour: Tour, *, console: str = "") -> None:
        """Tell the story once: a network is found, taken down and returns; cases are decided; audit and effect.

        Args:
            console: where a guest signs in and decides cases too, when there is a console.
        """
        self._console = console
        people, hands = tour.platform.world.size.people, tour.platform.world.size.operators
        self._head("Ingest the platform's events", f"{people} simulated users and a network run by {hands} operators")
        self.listen(tour, days=18)
        self._head(
            "Import the platform's own decisions", "all that is known at the start; removed operators will return"
        )
        self.say(f"{tour.learn_removed()} decisions imported; {tour.still_up()} accounts of the network are active.")
        self.listen(tour, days=2)
        self.name_returns(tour)
        for planned in self.find_networks(tour):
            self.take_down(tour, planned)
        self._look(tour)
        self._head("Removed operators return", "new accounts, same operators")
        self._round(tour, days=8)
        self.prove(tour)
        self.measure(tour)
        self.play_policies(tour)

    def live_on(self, tour: Tour) -> None:
        """Let another day pass; what is planned now waits until the guest approves it."""
        tour.know_removed()
        self.find_networks(tour)
        self._round(tour, days=1)

    def say(self, text: str) -> None:
        """Say a line."""
        self.console.print(Text(f"   {text}"))

    def try_next(self, home: Path) -> None:
        """Say what to try."""
        self._head("Next steps", f"installation directory: {home}")
        for command in (
            "networks",
            "takedown list",
            "suspects --all --limit 5",
            "cases --all",
            "effect",
            "fit",
            "audit verify",
            "doctor",
        ):
            self.say(f"cautery {command} --home {home}")
        self.say("cautery what-if   (all review policies on the same simulated operators)")

    def listen(self, tour: Tour, *, days: int) -> None:
        """Let days pass, and take in what happened."""
        with self._bar(f"{days} days simulated", days * 24) as passed:
            tour.live(days * 24, passed)
        with self._bar("events ingested", None) as accepted:
            tour.listen(accepted)

    def name_returns(self, tour: Tour) -> None:
        """Show who signed up and is probably a removed hand."""
        with self.console.status("   screening new accounts"):
            named = tour.name_returns()
        came = "new account" if len(named) == 1 else "new accounts"
        if named:
            self.say(f"{len(named)} {came}: suspected ban evasion. Each has a case with its evidence.")

    def find_networks(self, tour: Tour) -> tuple[TakedownStatus, ...]:
        """Show who acts together, and what is planned about it."""
        self._head("Coordinated networks", "beyond chance; innocent explanations ruled out")
        with self.console.status("   comparing times"):
            found = tour.find_networks()
        for network in found:
            case = f"case {network.case}" if network.case else "no case: no policy-violating evidence"
            self.say(f"{len(network.members)} accounts, {len(network.seeds)} of them already removed; {case}.")
            for sentence in network.says[:SENTENCES]:
                self.say(f"  {sentence}")
        if not found:
            self.say("None found.")
        planned = tour.propose()
        for one in planned:
            self._plan(one)
        return planned

    def take_down(self, tour: Tour, planned: TakedownStatus) -> None:
        """Show a second person approve a plan, its stages, and who is restored."""
        name = planned.plan.id
        self.say(f"Approved by a second person: {tour.agree(name).steps[-1].by}.")
        self._head("Takedown in stages", "each stage is verified before the next")

        def told(turned: TakedownProgress) -> None:
            if turned.says:
                self.say(f"{tour.standing(name).count('confirmed')} in force; {turned.says}.")

        done = tour.carry(name, told)
        in_force = f"{done.count('confirmed')} of {len(done.plan.targets)} in force"
        self.say(f"{in_force}, verified again; takedown {done.state}.")
        self._head("Appeal", "reviewed by another moderator")
        restored = tour.restore_the_wronged(name)
        for one in restored:
            self.say(f'{plain(one.handle)}, a {one.role}: "{one.objection}"')
            self.say(f"Reviewed by {one.heard_by}: appeal upheld, account restored.")
        if not restored:
            self.say("No account was taken down wrongly.")

    def suspect(self, tour: Tour, *, most: int = SHOWN) -> None:
        """Show who deserves a look, and why."""
        self._head("Suspicious accounts", "only around removed accounts; evidence can be checked")
        with self.console.status("   weighing"):
            found = tour.suspect()
        self.console.print(_suspicions(found[:most], tour))
        self.say(f"{len(found)} accounts around removed ones. A likelihood is not a decision.")

    def judge(self, tour: Tour) -> None:
        """Show the decisions while they are made."""
        waiting = tour.waiting()
        self._head("Review", "the simulation plays the reviewer and knows the truth")
        if self._console:
            self.say(f"{min(waiting, LEFT_TO_THE_GUEST)} cases are left for you: {self._console}")
        rows: list[DecidedCase] = []
        with Live(console=self.console, refresh_per_second=8) as live:

            def told(ruled: DecidedCase) -> None:
                rows.append(ruled)
                live.update(_decisions(rows, waiting))

            tour.judge(told, leave=LEFT_TO_THE_GUEST if self._console else 0)
        if not self.console.is_terminal:
            self.console.print()
        left_alone = sum(ruled.measure == "none" for ruled in rows)
        came_back = sum(ruled.returned for ruled in rows)
        self.say(f"{len(rows) - left_alone} suspended ({came_back} suspected ban evasion), {left_alone} no violation.")

    def act(self, tour: Tour) -> None:
        """Show what happens on the platform."""
        self._head("Enforcement", "each action is sent once, then verified")
        with self._bar("suspensions", None) as sent:
            carried = tour.act(sent)
        self.say(
            f"{carried.confirmed} in force, {carried.parked} failed; {tour.still_up()} accounts of the network are active."
        )

    def prove(self, tour: Tour) -> None:
        """Show that the log is whole."""
        self._head("Audit log verified", "every decision and action is in a signed Merkle tree")
        proved = tour.prove()
        self.say(
            f"{proved.entries} entries, root {proved.root[:16]}...: {'verified' if proved.ok else 'verification FAILED'}."
        )

    def measure(self, tour: Tour) -> None:
        """Show what came of it."""
        self._head("Effect", "with intervals; charts and rows: console page 'Effect'")
        with self.console.status("   measuring"):
            says = tour.measure()
        self.say(says)

    def play_policies(self, tour: Tour) -> None:
        """Show two policies side by side, which so small a platform cannot tell apart."""
        self._head("Simulated review policies", "same operators, same reviews a day")
        with self._bar("societies", len(TWO) * len(SEEDS)) as bar:
            played = tour.play_policies(lambda: bar(1))
        shown = [
            place for place, name in enumerate(HEAD) if name not in ("reach-days", "among seeds")
        ]  # the page has all
        table = Table(*(HEAD[place] for place in shown), box=None, padding=(0, 2, 0, 3), header_style="dim")
        for one in played.results:
            table.add_row(*(cells(one)[place] for place in shown))
        self.console.print(table)
        self.say(
            f"{played.says} On {len(played.seeds)} societies of {played.operators} operators, {played.days} days each."
        )

    def _head(self, title: str, says: str) -> None:
        self._steps += 1
        self.console.print()
        self.console.print(Text.assemble((f"{self._steps}  {title}", "bold"), (f"  ({says})", "dim")))

    def _plan(self, standing: TakedownStatus) -> None:
        plan, preview = standing.plan, standing.preview
        stages = ", then ".join(map(str, preview.stages))
        drafted = f"{plan.by} drafts a takedown: {plan.measure} {preview.accounts} accounts in stages {stages}."
        self.say(" ".join((drafted, *plan.needs)))
        self.say(f"Reach: {preview.reach:,} followers. Excluded: {len(plan.left_out)} already decided.")

    def _round(self, tour: Tour, *, days: int) -> None:
        self.listen(tour, days=days)
        self.name_returns(tour)
        self._look(tour)

    def _look(self, tour: Tour) -> None:
        self.suspect(tour)
        self.judge(tour)
        self.act(tour)

    @contextmanager
    def _bar(self, what: str, total: int | None) -> Iterator[Callable[[int], None]]:
        columns = (TextColumn("   {task.description:<18}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=self.console) as bars:
            task = bars.add_task(what, total=total)
            done = 0

            def advance(steps: int) -> None:
                nonlocal done
                done += steps
                bars.advance(task, steps)

            yield advance
            bars.update(task, total=done)


def _suspicions(found: tuple[Suspicion, ...], tour: Tour) -> Table:
    table = Table("   account", "likelihood", "evidence in bits", box=None, padding=(0, 2, 0, 0), header_style="dim")
    for suspicion in found:
        reasons = "\n".join(f"{reason.bits:+5.1f}  {reason.says}" for reason in suspicion.reasons[:REASONS])
        handle = tour.person(suspicion.about).handle
        table.add_row(Text(f"   {plain(handle)}"), f"{suspicion.chance:.1%}", Text(plain(reasons)))
    return table


def _decisions(rows: list[DecidedCase], total: int) -> Table:
    table = Table(
        "   case", "account", "role (truth)", "decision", "", box=None, padding=(0, 2, 0, 0), header_style="dim"
    )
    for ruled in rows[-SHOWN:]:
        table.add_row(
            f"   {ruled.case.case}",
            Text(plain(ruled.handle)),
            ruled.role,
            Text(ruled.measure, style=STYLE.get(ruled.measure, "")),
            "returned" if ruled.returned else "",
        )
    table.caption = f"   {len(rows)} of {total} cases decided"
    table.caption_justify = "left"
    return table
