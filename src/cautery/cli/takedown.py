"""`cautery takedown`: one decision on many accounts, seen before it happens, approved by somebody else, undone whole."""

from datetime import datetime
from typing import Annotated

import typer

from cautery.cli.output import HERE, AsJson, Home, emit, next_step, plain, print_table
from cautery.kit.clock import parse_time
from cautery.model.decision import Measure
from cautery.model.plan import PlanId, Protected

takedown = typer.Typer(help="One decision on many accounts.", no_args_is_help=True, rich_markup_mode=None)
Name = Annotated[str, typer.Argument(help="The takedown, as 'cautery takedown list' names it.", metavar="PLAN")]
Reason = Annotated[str, typer.Option(help="Why; it stands in the log under your name.")]


@takedown.command("plan")
def plan_one(
    case: Annotated[str, typer.Argument(help="The case, as 'cautery cases' names it.")],
    reason: Annotated[str, typer.Option(help="Why, in words for the account holders.")],
    clause: Annotated[str, typer.Option(help="The clause of the policy that is broken.")],
    measure: Annotated[Measure, typer.Option(help="What is to be done.")] = "suspend",
    ground: Annotated[str, typer.Option(help="The law or order that it rests on; empty: the house's rules.")] = "",
    replace: Annotated[bool, typer.Option("--replace", help="Put it in the place of an earlier decision.")] = False,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Plan what a decision would do, and to whom. Nothing happens yet."""
    from cautery.app import opened
    from cautery.cases.review import Word
    from cautery.model.case import CaseId
    from cautery.pipeline.takedowns.planning import plan

    word = Word(measure=measure, clause=clause, reason=reason, replaces=replace)
    with opened(home) as app:
        made = plan(app, CaseId(case), word, ground=ground)
    _tell(home, made.id, as_json)
    next_step(
        f"Next: somebody else types: cautery takedown approve {made.id}"
        if made.needs
        else f"Next: cautery takedown run {made.id}"
    )


@takedown.command("list")
def list_all(home: Home = HERE, as_json: AsJson = False) -> None:
    """List takedowns, the newest first."""
    from cautery.app import opened
    from cautery.pipeline.takedowns.status import every

    with opened(home) as app:
        found = every(app)
    emit(
        [{"plan": step.plan, "state": step.state, "by": step.by, "at": step.at, "says": step.says} for step in found],
        as_json=as_json,
        show=lambda _: print_table(
            ("takedown", "state", "by", "at"),
            [(one.plan, one.state, one.by, f"{one.at:%Y-%m-%d %H:%M}") for one in found],
        ),
    )


@takedown.command()
def show(name: Name, home: Home = HERE, as_json: AsJson = False) -> None:
    """Show a takedown: whom it meets, what an error would cost, and how far it is."""
    _tell(home, PlanId(name), as_json)


@takedown.command()
def approve(
    name: Name,
    alone: Annotated[
        str, typer.Option(metavar="ORDER", help="Begin alone, under an order that gives an hour: its reference.")
    ] = "",
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Approve what somebody else planned; nobody approves what they proposed."""
    from cautery.app import opened
    from cautery.pipeline.takedowns import planning

    with opened(home) as app:
        if alone:
            planning.force(app, PlanId(name), order=alone)
        else:
            planning.approve(app, PlanId(name))
    _tell(home, PlanId(name), as_json)
    next_step(f"Next: cautery takedown run {name}, unless 'cautery serve' runs, which carries it on by itself.")


@takedown.command()
def ratify(name: Name, home: Home = HERE, as_json: AsJson = False) -> None:
    """Ratify what somebody else began alone under an order."""
    from cautery.app import opened
    from cautery.pipeline.takedowns.planning import ratify as ratify_plan

    with opened(home) as app:
        ratify_plan(app, PlanId(name))
    _tell(home, PlanId(name), as_json)


@takedown.command()
def refuse(name: Name, reason: Reason, home: Home = HERE, as_json: AsJson = False) -> None:
    """Refuse a plan, or take back one's own."""
    from cautery.app import opened
    from cautery.pipeline.takedowns.planning import refuse as refuse_plan

    with opened(home) as app:
        refuse_plan(app, PlanId(name), reason=reason)
    _tell(home, PlanId(name), as_json)


@takedown.command()
def run(name: Name, home: Home = HERE, as_json: AsJson = False) -> None:
    """Begin a plan that needs nobody else, and carry it on until it is done or waits; it can be stopped and run again."""
    import time

    from rich.console import Console

    from cautery.app import opened
    from cautery.cli.output import quiet
    from cautery.pipeline.takedowns.arm import arm_takedown
    from cautery.pipeline.takedowns.planning import begin
    from cautery.pipeline.takedowns.progress import Turned, carry_through, crew_of
    from cautery.pipeline.takedowns.status import look_at

    with opened(home) as app, Console(stderr=True, quiet=quiet()).status("sending") as status:
        if look_at(app, PlanId(name)).state == "planned":
            begin(app, PlanId(name))
        last = ""

        def told(turned: Turned) -> None:
            nonlocal last
            last = turned.says
            one = look_at(app, PlanId(name))
            status.update(f"{one.count('confirmed')} of {len(one.plan.targets)} in force {turned.says}")

        with crew_of(app) as crew:
            carry_through(app, crew, PlanId(name), sleep=time.sleep, told=told)
        if look_at(app, PlanId(name)).state == "finished":
            arm_takedown(app, PlanId(name))
    _tell(home, PlanId(name), as_json)
    if last:
        next_step(f"It waits: {last}")


@takedown.command()
def verify(name: Name, home: Home = HERE, as_json: AsJson = False) -> None:
    """Look now whether everything is in force still, and say what is not."""
    from cautery.app import opened
    from cautery.pipeline.takedowns.progress import crew_of, look_now

    with opened(home) as app, crew_of(app) as crew:
        look_now(app, crew, PlanId(name))
    _tell(home, PlanId(name), as_json)


@takedown.command()
def undo(name: Name, reason: Reason, home: Home = HERE, as_json: AsJson = False) -> None:
    """Take a whole takedown back: its decisions are withdrawn, and what it changed, and nothing else, is restored."""
    import time

    from cautery.app import opened
    from cautery.pipeline.takedowns.control import undo_whole
    from cautery.pipeline.takedowns.progress import carry_through, crew_of

    with opened(home) as app:
        undo_whole(app, PlanId(name), reason=reason)
        with crew_of(app) as crew:
            carry_through(app, crew, PlanId(name), sleep=time.sleep, told=lambda _: None)
    _tell(home, PlanId(name), as_json)


@takedown.command()
def hold(
    reason: Reason,
    name: Annotated[str, typer.Argument(help="One takedown; without, everything.", metavar="[PLAN]")] = "",
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Keep back what is not sent yet: of one takedown, or of everything."""
    _turn(home, name, reason, on=True, as_json=as_json)


@takedown.command()
def release(
    reason: Reason,
    name: Annotated[str, typer.Argument(help="One takedown; without, everything.", metavar="[PLAN]")] = "",
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Let what was kept back go."""
    _turn(home, name, reason, on=False, as_json=as_json)


@takedown.command()
def resume(name: Name, reason: Reason, home: Home = HERE, as_json: AsJson = False) -> None:
    """Let a takedown that stopped by itself go on."""
    from cautery.app import opened
    from cautery.pipeline.takedowns.control import resume as resume_plan

    with opened(home) as app:
        resume_plan(app, PlanId(name), reason=reason)
    _tell(home, PlanId(name), as_json)


@takedown.command()
def redrive(
    name: Annotated[
        str, typer.Argument(help="One takedown; without, what belongs to no takedown.", metavar="[PLAN]")
    ] = "",
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Let what was parked or has drifted be tried again."""
    from cautery.app import opened
    from cautery.pipeline.takedowns.progress import try_parked_again

    with opened(home) as app:
        many = try_parked_again(app, PlanId(name))
    if name:
        _tell(home, PlanId(name), as_json)
    else:
        emit({"again": many}, as_json=as_json, show=lambda _: print(f"{many} actions wait to be sent again."))


@takedown.command()
def silence(
    case: Annotated[str, typer.Argument(help="The case, as 'cautery cases' names it.")],
    order: Annotated[str, typer.Option(help="The order that forbids telling: authority, legal basis, reference.")],
    until: Annotated[datetime, typer.Option(help="When it ends.", parser=parse_time, metavar="TIME")],
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Tell the account holders of a case nothing until a day, for a lawful order forbids it."""
    from cautery.app import opened
    from cautery.model.case import CaseId
    from cautery.pipeline.cases.non_disclosure import keep_silent

    with opened(home) as app:
        made = keep_silent(app, CaseId(case), order=order, until=until)
    emit(
        made, as_json=as_json, show=lambda one: print(f"Nobody is told of case {one.case} until {one.until:%Y-%m-%d}.")
    )


@takedown.command()
def retell(home: Home = HERE, as_json: AsJson = False) -> None:
    """Let what account holders and people on duty could not be told be sent again, by 'cautery serve'."""
    from cautery.app import opened
    from cautery.pipeline.notifications.account_holders import tell_again

    with opened(home) as app:
        many = tell_again(app)
    emit({"again": many}, as_json=as_json, show=lambda _: print(f"{many} letters wait to be sent again."))


@takedown.command()
def protect(
    account: Annotated[str, typer.Argument(help="Its id on its platform.")],
    platform: Annotated[str, typer.Option(help="Which platform.")],
    reason: Reason,
    kind: Annotated[Protected, typer.Option(help="Why it is protected.")] = "listed",
    end: Annotated[bool, typer.Option("--end", help="Protect it no more.")] = False,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Protect an account: nobody takes it down alone."""
    from cautery.app import opened
    from cautery.model.account import Account, AccountId, Platform
    from cautery.pipeline.takedowns.protection import protect as protect_account

    about = Account(platform=Platform(platform), id=AccountId(account))
    with opened(home) as app:
        made = protect_account(app, about, None if end else kind, reason=reason)
    words = f"{plain(account)} is {'protected' if made.kind else 'protected no more'}."
    emit({"account": account, "platform": platform, "kind": made.kind}, as_json=as_json, show=lambda _: print(words))


def _turn(home: Home, name: str, reason: str, *, on: bool, as_json: bool) -> None:
    from cautery.app import opened
    from cautery.pipeline.takedowns.control import hold as turn

    with opened(home) as app:
        turned = turn(app, PlanId(name) if name else None, on=on, reason=reason)
    what = f"takedown {name}" if name else "everything"
    words = f"Nothing more of {what} is sent." if on else f"What was kept back of {what} may go."
    emit({"plan": turned.plan, "held": turned.on}, as_json=as_json, show=lambda _: print(words))


def _tell(home: Home, name: PlanId, as_json: bool) -> None:
    from cautery.app import opened
    from cautery.cli.takedown_screen import MOST_STUCK, as_document, show_standing, show_stuck
    from cautery.pipeline.effect.outcome import outcome_of_plan
    from cautery.pipeline.takedowns.status import look_at, stuck

    with opened(home) as app:
        standing, outcome = look_at(app, name), outcome_of_plan(app, name)
        to_look_at = stuck(app, name, most=MOST_STUCK)
    if as_json:
        emit(as_document(standing, outcome, to_look_at), as_json=True, show=print)
    else:
        show_standing(standing, outcome)
        show_stuck(to_look_at)
