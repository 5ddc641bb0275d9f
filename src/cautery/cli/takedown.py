"""`cautery takedown`: one decision on many accounts: drafted, approved by a second person, carried out, reverted whole.

Older names of a command stay as hidden aliases.
"""

from datetime import datetime
from typing import Annotated

import typer

from cautery.cli.output import HERE, AsJson, Home, emit, next_step, plain, print_table, say
from cautery.errors import Conflict, Invalid
from cautery.kit.clock import parse_time
from cautery.model.account import Account, AccountId, Platform
from cautery.model.decision import Measure
from cautery.model.plan import PlanId, Protected
from cautery.translations.speech import gettext

takedown = typer.Typer(help="Takedowns: one decision on many accounts.", no_args_is_help=True, rich_markup_mode=None)
Name = Annotated[str, typer.Argument(help="Takedown ID from 'cautery takedown list'.", metavar="PLAN")]
Reason = Annotated[str, typer.Option(help="Reason, recorded in the audit log with your name.")]


@takedown.command("plan")
def plan_one(
    case: Annotated[str, typer.Argument(help="Case ID from 'cautery cases'.")],
    reason: Annotated[str, typer.Option(help="Reason, sent to the account holders.")],
    clause: Annotated[str, typer.Option(help="Clause of the policy violated.")],
    measure: Annotated[Measure, typer.Option(help="Enforcement action.")] = "suspend",
    ground: Annotated[str, typer.Option(help="Legal basis or order; default: own policy.")] = "",
    replace: Annotated[bool, typer.Option("--replace", help="Replace an earlier decision.")] = False,
    only: Annotated[
        list[str] | None,
        typer.Option(metavar="PLATFORM/ACCOUNT", help="Act on this member only; repeat it for several members."),
    ] = None,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Draft a takedown and preview its impact. Nothing is sent yet."""
    from cautery.app import opened
    from cautery.cases.review import DecisionInput
    from cautery.model.case import CaseId
    from cautery.pipeline.takedowns.planning import plan

    word = DecisionInput(measure=measure, clause=clause, reason=reason, replaces=replace)
    with opened(home) as app:
        made = plan(app, CaseId(case), word, ground=ground, only=_members(only))
    _tell(home, made.id, as_json)
    next_step(
        gettext("Next: a second person runs: cautery takedown approve {id}").format(id=made.id)
        if made.needs
        else gettext("Next: cautery takedown run {id}").format(id=made.id)
    )


@takedown.command("list")
def list_all(home: Home = HERE, as_json: AsJson = False) -> None:
    """List takedowns, newest first."""
    from cautery.app import opened
    from cautery.pipeline.takedowns.status import every

    with opened(home) as app:
        found = every(app)
    emit(
        [{"plan": step.plan, "state": step.state, "by": step.by, "at": step.at, "says": step.says} for step in found],
        as_json=as_json,
        show=lambda _: print_table(
            (gettext("takedown"), gettext("state"), gettext("by"), gettext("at")),
            [(one.plan, one.state, one.by, f"{one.at:%Y-%m-%d %H:%M}") for one in found],
        ),
    )


@takedown.command()
def show(name: Name, home: Home = HERE, as_json: AsJson = False) -> None:
    """Show a takedown: accounts, expected errors and progress."""
    _tell(home, PlanId(name), as_json)


@takedown.command()
def approve(
    name: Name,
    alone: Annotated[
        str,
        typer.Option(
            metavar="ORDER", help="Proceed without second approval under a one-hour removal order: its reference."
        ),
    ] = "",
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Approve a takedown that another person drafted."""
    from cautery.app import opened
    from cautery.pipeline.takedowns import planning

    with opened(home) as app:
        if alone:
            planning.force(app, PlanId(name), order=alone)
        else:
            planning.approve(app, PlanId(name))
    _tell(home, PlanId(name), as_json)
    next_step(gettext("Next: cautery takedown run {name}. Not needed while 'cautery serve' runs.").format(name=name))


@takedown.command("confirm")
@takedown.command("ratify", hidden=True)
def confirm(name: Name, home: Home = HERE, as_json: AsJson = False) -> None:
    """Confirm a takedown that started without second approval. Due within 24 h."""
    from cautery.app import opened
    from cautery.pipeline.takedowns.planning import ratify as ratify_plan

    with opened(home) as app:
        ratify_plan(app, PlanId(name))
    _tell(home, PlanId(name), as_json)


@takedown.command("reject")
@takedown.command("refuse", hidden=True)
def reject(name: Name, reason: Reason, home: Home = HERE, as_json: AsJson = False) -> None:
    """Reject a draft, or withdraw your own."""
    from cautery.app import opened
    from cautery.pipeline.takedowns.planning import refuse as refuse_plan

    with opened(home) as app:
        refuse_plan(app, PlanId(name), reason=reason)
    _tell(home, PlanId(name), as_json)


@takedown.command()
def run(name: Name, home: Home = HERE, as_json: AsJson = False) -> None:
    """Run a takedown until it finishes or pauses. Stop and run it again at any time."""
    import time

    from rich.console import Console

    from cautery.app import opened
    from cautery.cli.output import quiet
    from cautery.pipeline.takedowns.arm import arm_takedown
    from cautery.pipeline.takedowns.planning import begin
    from cautery.pipeline.takedowns.progress import TakedownProgress, advance_to_the_end, executors
    from cautery.pipeline.takedowns.status import look_at

    with opened(home) as app, Console(stderr=True, quiet=quiet()).status(gettext("sending")) as status:
        if look_at(app, PlanId(name)).state == "planned":
            begin(app, PlanId(name))
        last = ""

        def told(turned: TakedownProgress) -> None:
            nonlocal last
            last = turned.says
            one = look_at(app, PlanId(name))
            status.update(
                gettext("{count} of {targets} in force {says}").format(
                    count=one.count("confirmed"), targets=len(one.plan.targets), says=turned.says
                )
            )

        with executors(app) as crew:
            advance_to_the_end(app, crew, PlanId(name), sleep=time.sleep, told=told)
        if look_at(app, PlanId(name)).state == "finished":
            arm_takedown(app, PlanId(name))
    _tell(home, PlanId(name), as_json)
    if last:
        next_step(gettext("Paused: {last}").format(last=last))


@takedown.command()
def verify(name: Name, home: Home = HERE, as_json: AsJson = False) -> None:
    """Verify that every action is still in force."""
    from cautery.app import opened
    from cautery.pipeline.takedowns.progress import executors, verify_now

    with opened(home) as app, executors(app) as crew:
        verify_now(app, crew, PlanId(name))
    _tell(home, PlanId(name), as_json)


@takedown.command("revert")
@takedown.command("undo", hidden=True)
def revert(name: Name, reason: Reason, home: Home = HERE, as_json: AsJson = False) -> None:
    """Revert a takedown: withdraw its decisions and restore what it changed, and nothing else."""
    import time

    from cautery.app import opened
    from cautery.pipeline.takedowns.control import undo_whole
    from cautery.pipeline.takedowns.progress import advance_to_the_end, executors

    with opened(home) as app:
        undo_whole(app, PlanId(name), reason=reason)
        with executors(app) as crew:
            advance_to_the_end(app, crew, PlanId(name), sleep=time.sleep, told=lambda _: None)
    _tell(home, PlanId(name), as_json)


@takedown.command("pause")
@takedown.command("hold", hidden=True)
def pause(
    reason: Reason,
    name: Annotated[str, typer.Argument(help="Takedown ID; default: all enforcement.", metavar="[PLAN]")] = "",
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Pause a takedown, or all enforcement (kill switch). Actions in force stay in force."""
    _turn(home, name, reason, on=True, as_json=as_json)


@takedown.command("resume")
@takedown.command("release", hidden=True)
def resume(
    reason: Reason,
    name: Annotated[str, typer.Argument(help="Takedown ID; default: all enforcement.", metavar="[PLAN]")] = "",
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Resume a takedown that was paused, by a person or automatically, or all enforcement."""
    from cautery.app import opened
    from cautery.pipeline.takedowns.control import resume as resume_plan
    from cautery.pipeline.takedowns.status import look_at

    with opened(home) as app:
        standing = look_at(app, PlanId(name)) if name else None
        stopped = standing is not None and standing.state == "stopped"
        if standing is not None and not stopped and standing.hold is None:
            raise Conflict(gettext("Takedown {name} is not paused.").format(name=name))
        if stopped:
            resume_plan(app, PlanId(name), reason=reason)
    if stopped:
        _tell(home, PlanId(name), as_json)
    else:
        _turn(home, name, reason, on=False, as_json=as_json)


@takedown.command("retry")
@takedown.command("redrive", hidden=True)
def retry(
    name: Annotated[
        str, typer.Argument(help="Takedown ID; default: actions outside of takedowns.", metavar="[PLAN]")
    ] = "",
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Retry actions that failed or are no longer in force."""
    from cautery.app import opened
    from cautery.pipeline.takedowns.progress import retry_failed

    with opened(home) as app:
        many = retry_failed(app, PlanId(name))
    if name:
        _tell(home, PlanId(name), as_json)
    else:
        emit(
            {"again": many},
            as_json=as_json,
            show=lambda _: say(gettext("Actions queued again: {many}.").format(many=many)),
        )


@takedown.command("suppress")
@takedown.command("silence", hidden=True)
def suppress(
    case: Annotated[str, typer.Argument(help="Case ID from 'cautery cases'.")],
    order: Annotated[str, typer.Option(help="Non-disclosure order: authority, legal basis, reference.")],
    until: Annotated[datetime, typer.Option(help="End time.", parser=parse_time, metavar="TIME")],
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Suppress notifications to the account holders of a case under a non-disclosure order."""
    from cautery.app import opened
    from cautery.model.case import CaseId
    from cautery.pipeline.cases.non_disclosure import suppress_notifications

    with opened(home) as app:
        made = suppress_notifications(app, CaseId(case), order=order, until=until)
    emit(
        made,
        as_json=as_json,
        show=lambda one: say(
            gettext("Notifications of case {case} are suppressed until {until:%Y-%m-%d}.").format(
                case=one.case, until=one.until
            )
        ),
    )


@takedown.command("resend")
@takedown.command("retell", hidden=True)
def resend(home: Home = HERE, as_json: AsJson = False) -> None:
    """Resend failed notifications to account holders and to people on duty."""
    from cautery.app import opened
    from cautery.pipeline.notifications.account_holders import retry_notifications

    with opened(home) as app:
        many = retry_notifications(app)
    emit(
        {"again": many},
        as_json=as_json,
        show=lambda _: say(gettext("Letters queued again: {many}.").format(many=many)),
    )


@takedown.command()
def protect(
    account: Annotated[str, typer.Argument(help="Account ID on its platform.")],
    platform: Annotated[str, typer.Option(help="Platform name.")],
    reason: Reason,
    kind: Annotated[Protected, typer.Option(help="Kind of protection.")] = "listed",
    end: Annotated[bool, typer.Option("--end", help="End the protection.")] = False,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Protect an account: any takedown needs a second person."""
    from cautery.app import opened
    from cautery.model.account import Account, AccountId, Platform
    from cautery.pipeline.takedowns.protection import protect as protect_account

    about = Account(platform=Platform(platform), id=AccountId(account))
    with opened(home) as app:
        made = protect_account(app, about, None if end else kind, reason=reason)
    words = (gettext("{account} is protected.") if made.kind else gettext("{account} is no longer protected.")).format(
        account=plain(account)
    )
    emit({"account": account, "platform": platform, "kind": made.kind}, as_json=as_json, show=lambda _: say(words))


def _turn(home: Home, name: str, reason: str, *, on: bool, as_json: bool) -> None:
    from cautery.app import opened
    from cautery.pipeline.takedowns.control import hold as turn

    with opened(home) as app:
        turned = turn(app, PlanId(name) if name else None, on=on, reason=reason)
    what = gettext("Takedown {name}").format(name=name) if name else gettext("All enforcement")
    words = (gettext("{what}: paused.") if on else gettext("{what}: resumed.")).format(what=what)
    emit({"plan": turned.plan, "held": turned.on}, as_json=as_json, show=lambda _: say(words))


def _members(named: list[str] | None) -> list[Account] | None:
    """Read 'platform/account'; an id may hold further slashes."""
    if not named:
        return None
    parts = [one.partition("/") for one in named]
    if wrong := next((one for one, (_, _, name) in zip(named, parts, strict=True) if not name), None):
        raise Invalid(gettext("'{name}' is not PLATFORM/ACCOUNT, for example plaza/u17.").format(name=wrong))
    return [Account(platform=Platform(platform), id=AccountId(name)) for platform, _, name in parts]


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
