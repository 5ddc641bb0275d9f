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
from cautery.kit.percent import percent
from cautery.model.suspicion import Suspicion
from cautery.pipeline.takedowns.progress import TakedownProgress
from cautery.pipeline.takedowns.status import TakedownStatus
from cautery.translations.speech import gettext, ngettext
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
        self._head(
            gettext("Ingest the platform's events"),
            gettext("{people} simulated users and a network run by {operators} operators").format(
                people=people, operators=hands
            ),
        )
        self.listen(tour, days=18)
        self._head(
            gettext("Import the platform's own decisions"),
            gettext("all that is known at the start; removed operators will return"),
        )
        self.say(
            gettext("{decisions} decisions imported; {still_up} accounts of the network are active.").format(
                decisions=tour.learn_removed(), still_up=tour.still_up()
            )
        )
        self.listen(tour, days=2)
        self.name_returns(tour)
        for planned in self.find_networks(tour):
            self.take_down(tour, planned)
        self._look(tour)
        self._head(gettext("Removed operators return"), gettext("new accounts, same operators"))
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
        self._head(gettext("Next steps"), gettext("installation directory: {home}").format(home=home))
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
        self.say(gettext("cautery what-if   (all review policies on the same simulated operators)"))

    def listen(self, tour: Tour, *, days: int) -> None:
        """Let days pass, and take in what happened."""
        with self._bar(gettext("{days} days simulated").format(days=days), days * 24) as passed:
            tour.live(days * 24, passed)
        with self._bar(gettext("events ingested"), None) as accepted:
            tour.listen(accepted)

    def name_returns(self, tour: Tour) -> None:
        """Show who signed up and is probably a removed hand."""
        with self.console.status(gettext("   screening new accounts")):
            named = tour.name_returns()
        if named:
            self.say(
                ngettext(
                    "{named} new account: suspected ban evasion. Each has a case with its evidence.",
                    "{named} new accounts: suspected ban evasion. Each has a case with its evidence.",
                    len(named),
                ).format(named=len(named))
            )

    def find_networks(self, tour: Tour) -> tuple[TakedownStatus, ...]:
        """Show who acts together, and what is planned about it."""
        self._head(gettext("Coordinated networks"), gettext("beyond chance; innocent explanations ruled out"))
        with self.console.status(gettext("   comparing times")):
            found = tour.find_networks()
        for network in found:
            case = (
                gettext("case {case}").format(case=network.case)
                if network.case
                else gettext("no case: no policy-violating evidence")
            )
            self.say(
                gettext("{members} accounts, {seeds} of them already removed; {case}.").format(
                    members=len(network.members), seeds=len(network.seeds), case=case
                )
            )
            for sentence in network.says[:SENTENCES]:
                self.say(f"  {sentence}")
        if not found:
            self.say(gettext("None found."))
        planned = tour.propose()
        for one in planned:
            self._plan(one)
        return planned

    def take_down(self, tour: Tour, planned: TakedownStatus) -> None:
        """Show a second person approve a plan, its stages, and who is restored."""
        name = planned.plan.id
        self.say(gettext("Approved by a second person: {by}.").format(by=tour.agree(name).steps[-1].by))
        self._head(gettext("Takedown in stages"), gettext("each stage is verified before the next"))

        def told(turned: TakedownProgress) -> None:
            if turned.says:
                self.say(
                    gettext("{count} in force; {says}.").format(
                        count=tour.standing(name).count("confirmed"), says=turned.says
                    )
                )

        done = tour.carry(name, told)
        self.say(
            gettext("{count} of {targets} in force, verified again; takedown {state}.").format(
                count=done.count("confirmed"), targets=len(done.plan.targets), state=done.state
            )
        )
        self._head(gettext("Appeal"), gettext("reviewed by another moderator"))
        restored = tour.restore_the_wronged(name)
        for one in restored:
            self.say(f'{plain(one.handle)}, a {one.role}: "{one.objection}"')
            self.say(gettext("Reviewed by {heard_by}: appeal upheld, account restored.").format(heard_by=one.heard_by))
        if not restored:
            self.say(gettext("No account was taken down wrongly."))

    def suspect(self, tour: Tour, *, most: int = SHOWN) -> None:
        """Show who deserves a look, and why."""
        self._head(gettext("Suspicious accounts"), gettext("only around removed accounts; evidence can be checked"))
        with self.console.status(gettext("   weighing")):
            found = tour.suspect()
        self.console.print(_suspicions(found[:most], tour))
        self.say(
            gettext("{found} accounts around removed ones. A likelihood is not a decision.").format(found=len(found))
        )

    def judge(self, tour: Tour) -> None:
        """Show the decisions while they are made."""
        waiting = tour.waiting()
        self._head(gettext("Review"), gettext("the simulation plays the reviewer and knows the truth"))
        if self._console:
            self.say(
                gettext("{left} cases are left for you: {console}").format(
                    left=min(waiting, LEFT_TO_THE_GUEST), console=self._console
                )
            )
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
        self.say(
            gettext("{suspended} suspended ({came_back} suspected ban evasion), {left_alone} no violation.").format(
                suspended=len(rows) - left_alone, came_back=came_back, left_alone=left_alone
            )
        )

    def act(self, tour: Tour) -> None:
        """Show what happens on the platform."""
        self._head(gettext("Enforcement"), gettext("each action is sent once, then verified"))
        with self._bar(gettext("suspensions"), None) as sent:
            carried = tour.act(sent)
        self.say(
            gettext("{confirmed} in force, {failed} failed; {still_up} accounts of the network are active.").format(
                confirmed=carried.confirmed, failed=carried.parked, still_up=tour.still_up()
            )
        )

    def prove(self, tour: Tour) -> None:
        """Show that the log is whole."""
        self._head(gettext("Audit log verified"), gettext("every decision and action is in a signed Merkle tree"))
        proved = tour.prove()
        self.say(
            (
                gettext("{entries} entries, root {root}...: verified.")
                if proved.ok
                else gettext("{entries} entries, root {root}...: verification FAILED.")
            ).format(entries=proved.entries, root=proved.root[:16])
        )

    def measure(self, tour: Tour) -> None:
        """Show what came of it."""
        self._head(gettext("Effect"), gettext("with intervals; charts and rows: console page 'Effect'"))
        with self.console.status(gettext("   measuring")):
            says = tour.measure()
        self.say(says)

    def play_policies(self, tour: Tour) -> None:
        """Show two policies side by side, which so small a platform cannot tell apart."""
        self._head(gettext("Simulated review policies"), gettext("same operators, same reviews a day"))
        with self._bar(gettext("societies"), len(TWO) * len(SEEDS)) as bar:
            played = tour.play_policies(lambda: bar(1))
        shown = [
            place for place, name in enumerate(HEAD) if name not in ("reach-days", "among seeds")
        ]  # the page has all
        table = Table(*(HEAD[place] for place in shown), box=None, padding=(0, 2, 0, 3), header_style="dim")
        for one in played.results:
            table.add_row(*(cells(one)[place] for place in shown))
        self.console.print(table)
        self.say(
            gettext("{says} On {seeds} societies of {operators} operators, {days} days each.").format(
                says=played.says, seeds=len(played.seeds), operators=played.operators, days=played.days
            )
        )

    def _head(self, title: str, says: str) -> None:
        self._steps += 1
        self.console.print()
        self.console.print(Text.assemble((f"{self._steps}  {title}", "bold"), (f"  ({says})", "dim")))

    def _plan(self, standing: TakedownStatus) -> None:
        plan, preview = standing.plan, standing.preview
        stages = gettext(", then ").join(map(str, preview.stages))
        drafted = gettext("{by} drafts a takedown: {measure} {accounts} accounts in stages {stages}.").format(
            by=plan.by, measure=plan.measure, accounts=preview.accounts, stages=stages
        )
        self.say(" ".join((drafted, *plan.needs)))
        self.say(
            gettext("Reach: {reach:,} followers. Excluded: {left_out} already decided.").format(
                reach=preview.reach, left_out=len(plan.left_out)
            )
        )

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
        columns = (
            TextColumn("   {task.description:<18}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
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
    table = Table(
        gettext("   account"),
        gettext("likelihood"),
        gettext("evidence in bits"),
        box=None,
        padding=(0, 2, 0, 0),
        header_style="dim",
    )
    for suspicion in found:
        reasons = "\n".join(f"{reason.bits:+5.1f}  {reason.says}" for reason in suspicion.reasons[:REASONS])
        handle = tour.person(suspicion.about).handle
        table.add_row(Text(f"   {plain(handle)}"), percent(suspicion.chance), Text(plain(reasons)))
    return table


def _decisions(rows: list[DecidedCase], total: int) -> Table:
    table = Table(
        gettext("   case"),
        gettext("account"),
        gettext("role (truth)"),
        gettext("decision"),
        "",
        box=None,
        padding=(0, 2, 0, 0),
        header_style="dim",
    )
    for ruled in rows[-SHOWN:]:
        table.add_row(
            f"   {ruled.case.case}",
            Text(plain(ruled.handle)),
            ruled.role,
            Text(ruled.measure, style=STYLE.get(ruled.measure, "")),
            gettext("returned") if ruled.returned else "",
        )
    table.caption = gettext("   {decided} of {total} cases decided").format(decided=len(rows), total=total)
    table.caption_justify = "left"
    return table
