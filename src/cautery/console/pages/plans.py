"""Takedowns: what a plan would do and to whom, who approves it, how far it is, and the switch that stops it."""

from collections.abc import Callable
from datetime import UTC
from typing import Annotated, get_args

import msgspec
from fastapi import APIRouter, Depends, Form, Query
from fastapi.responses import RedirectResponse, Response

from cautery.app import App
from cautery.cases.review import DecisionInput
from cautery.console.entry import Desk, PageRoute, RequiresForm, RequiresPage
from cautery.console.render import page
from cautery.errors import CauteryError, Invalid
from cautery.gate.bodies import takes
from cautery.kit.clock import parse_time
from cautery.kit.unreadable import NOT_JSON
from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import CaseId
from cautery.model.decision import Measure
from cautery.model.plan import PlanId, Protected
from cautery.pipeline.cases.non_disclosure import suppress_notifications
from cautery.pipeline.effect.outcome import outcome_of_plan
from cautery.pipeline.takedowns import control, planning, protection, status
from cautery.pipeline.takedowns.progress import retry_failed

router = APIRouter(route_class=PageRoute)
MOST_STUCK = 50
Name = Annotated[str, Form(max_length=200)]
Text = Annotated[str, Form(max_length=5000)]
MOST_SELECTED = 2 * 2**20
"""Bytes of a form that names every account of the largest graph."""
Selected = Annotated[str, Form(max_length=MOST_SELECTED)]
"""Accounts that were selected, as JSON: a list of platform and id; '': all members."""


@router.get("/plans")
def show_all(desk: Annotated[Desk, Depends(RequiresPage("see_plans"))]) -> Response:
    """Show the takedowns, the newest first, and whether everything is held."""
    return page(desk, "plans.html", steps=status.every(desk.app), hold=status.held(desk.app))


@router.get("/plans/new")
def begin_one(
    desk: Annotated[Desk, Depends(RequiresPage("plan"))], case: Annotated[str, Query(max_length=200)] = ""
) -> Response:
    """Show the form of a plan about a case."""
    return _form(desk, case)


@router.post("/plans/selected")
@takes(MOST_SELECTED)
def begin_with_some(
    desk: Annotated[Desk, Depends(RequiresForm("plan"))], case: Name = "", only: Selected = ""
) -> Response:
    """Show the form of a plan about some members of a case's network."""
    return _form(desk, case, only=only)


@router.post("/plans/new")
@takes(MOST_SELECTED)
def plan(
    desk: Annotated[Desk, Depends(RequiresForm("plan"))],
    case: Name = "",
    measure: Annotated[Measure, Form()] = "suspend",
    clause: Name = "",
    reason: Text = "",
    ground: Text = "",
    replaces: Annotated[bool, Form()] = False,
    only: Selected = "",
) -> Response:
    """Make a plan; nothing happens yet."""
    word = DecisionInput(measure=measure, clause=clause or None, reason=reason, replaces=replaces)
    try:
        made = planning.plan(desk.app, CaseId(case), word, ground=ground, only=_selected(only))
    except CauteryError as error:
        return _form(desk, case, problem=str(error), only=only)
    return RedirectResponse(f"/plans/{made.id}", status_code=303)


@router.post("/plans/hold")
def hold_everything(
    desk: Annotated[Desk, Depends(RequiresForm("hold"))], on: Annotated[bool, Form()] = False, reason: Text = ""
) -> Response:
    """Keep back everything that is not sent yet, or let it go."""
    control.hold(desk.app, None, on=on, reason=reason)
    return RedirectResponse("/plans", status_code=303)


@router.get("/plans/{plan}")
def show(plan: str, desk: Annotated[Desk, Depends(RequiresPage("see_plans"))], progress: bool = False) -> Response:
    """Show a takedown.

    Args:
        progress: only how far it is, for refreshing the page that is open.
    """
    return _page(desk, plan, progress=progress)


@router.post("/plans/{plan}/approve")
def approve(plan: str, desk: Annotated[Desk, Depends(RequiresForm("approve"))]) -> Response:
    """Approve what somebody else planned."""
    return _then(desk, plan, lambda app: planning.approve(app, PlanId(plan)))


@router.post("/plans/{plan}/begin")
def begin(plan: str, desk: Annotated[Desk, Depends(RequiresForm("plan"))]) -> Response:
    """Begin a plan that needs nobody else."""
    return _then(desk, plan, lambda app: planning.begin(app, PlanId(plan)))


@router.post("/plans/{plan}/force")
def force(plan: str, desk: Annotated[Desk, Depends(RequiresForm("approve"))], order: Text = "") -> Response:
    """Begin alone, under an order that gives an hour."""
    return _then(desk, plan, lambda app: planning.force(app, PlanId(plan), order=order))


@router.post("/plans/{plan}/ratify")
def ratify(plan: str, desk: Annotated[Desk, Depends(RequiresForm("approve"))]) -> Response:
    """Ratify what somebody else began alone."""
    return _then(desk, plan, lambda app: planning.ratify(app, PlanId(plan)))


@router.post("/plans/{plan}/refuse")
def refuse(plan: str, desk: Annotated[Desk, Depends(RequiresForm("plan"))], reason: Text = "") -> Response:
    """Refuse a plan, or take back one's own."""
    return _then(desk, plan, lambda app: planning.refuse(app, PlanId(plan), reason=reason))


@router.post("/plans/{plan}/hold")
def hold(
    plan: str,
    desk: Annotated[Desk, Depends(RequiresForm("hold"))],
    on: Annotated[bool, Form()] = False,
    reason: Text = "",
) -> Response:
    """Keep back what is not sent yet, or let it go."""
    return _then(desk, plan, lambda app: control.hold(app, PlanId(plan), on=on, reason=reason))


@router.post("/plans/{plan}/resume")
def resume(plan: str, desk: Annotated[Desk, Depends(RequiresForm("undo"))], reason: Text = "") -> Response:
    """Let a takedown that stopped by itself go on."""
    return _then(desk, plan, lambda app: control.resume(app, PlanId(plan), reason=reason))


@router.post("/plans/{plan}/redrive")
def redrive(plan: str, desk: Annotated[Desk, Depends(RequiresForm("undo"))]) -> Response:
    """Let what was parked or has drifted be tried again."""
    return _then(desk, plan, lambda app: retry_failed(app, PlanId(plan)))


@router.post("/plans/{plan}/undo")
def undo(plan: str, desk: Annotated[Desk, Depends(RequiresForm("undo"))], reason: Text = "") -> Response:
    """Take a whole takedown back."""
    return _then(desk, plan, lambda app: control.undo_whole(app, PlanId(plan), reason=reason))


@router.post("/plans/{plan}/protect")
def protect(
    plan: str,
    desk: Annotated[Desk, Depends(RequiresForm("protect"))],
    platform: Name = "",
    account: Name = "",
    kind: Annotated[Protected | None, Form()] = None,
    reason: Text = "",
) -> Response:
    """Protect an account that a plan would act on; without a kind, protect it no more."""
    about = Account(platform=Platform(platform), id=AccountId(account.strip()))
    return _then(desk, plan, lambda app: protection.protect_in(app, PlanId(plan), about, kind, reason=reason))


@router.post("/plans/{plan}/silence")
def silence(
    plan: str, desk: Annotated[Desk, Depends(RequiresForm("keep_silent"))], order: Text = "", until: Name = ""
) -> Response:
    """Tell the account holders nothing until a day, for a lawful order forbids it."""

    def silenced(app: App) -> None:
        suppress_notifications(app, status.look_at(app, PlanId(plan)).plan.case, order=order, until=parse_time(until))

    return _then(desk, plan, silenced)


def _then(desk: Desk, plan: str, do: Callable[[App], object]) -> Response:
    """Do something with a takedown and show it; what was refused is said on its page."""
    try:
        do(desk.app)
    except CauteryError as error:
        return _page(desk, plan, problem=str(error))
    return RedirectResponse(f"/plans/{plan}", status_code=303)


def _page(desk: Desk, plan: str, *, problem: str = "", progress: bool = False) -> Response:
    one = status.look_at(desk.app, PlanId(plan))
    now = desk.app.clock.now()
    begun = one.state not in ("planned", "refused", "withdrawn") and not progress
    return page(
        desk,
        "plan_progress.html" if progress else "plan.html",
        status=422 if problem else 200,
        one=one,
        outcome=outcome_of_plan(desk.app, one.plan.id) if begun else None,
        stuck=status.stuck(desk.app, PlanId(plan), most=MOST_STUCK),
        kinds=get_args(Protected),
        silence=one.silence if one.silence is not None and one.silence.until > now else None,
        today=now.astimezone(UTC).date(),
        problem=problem,
    )


def _form(desk: Desk, case: str, *, problem: str = "", only: str = "") -> Response:
    said = {"case": case, "clauses": desk.app.policy.clauses, "problem": problem, "only": only}
    return page(desk, "plan_new.html", status=422 if problem else 200, selected=_selected(only), **said)


def _selected(only: str) -> list[Account] | None:
    """Read which accounts were selected; None: no selection was made."""
    if not only:
        return None
    try:
        named = msgspec.json.decode(only, type=list[tuple[Platform, AccountId]])
    except NOT_JSON as error:
        raise Invalid("The selection could not be read; go back to the graph and select the accounts again.") from error
    return [Account(platform=platform, id=name) for platform, name in named]
