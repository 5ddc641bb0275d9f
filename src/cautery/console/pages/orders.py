"""Removal orders: their clocks, their steps, and what to do next."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import RedirectResponse, Response

from cautery.cases.order_states import FROM
from cautery.console.entry import Desk, PageRoute, RequiresForm, RequiresPage
from cautery.console.render import page
from cautery.errors import CauteryError
from cautery.kit.clock import parse_time
from cautery.model.account import Account, AccountId, Platform
from cautery.model.order import OrderForm, StepKind
from cautery.pipeline.orders.answering import answer_of, as_text, tell_authority
from cautery.pipeline.orders.executing import execute_order, record_executed, say_of_order
from cautery.pipeline.orders.receiving import receive_order
from cautery.pipeline.orders.steps import OrderView, list_orders, locate_by_hand, show_order

router = APIRouter(route_class=PageRoute)
BY_WORDS: tuple[StepKind, ...] = (
    "acknowledged",
    "authenticated",
    "refused",
    "impossible",
    "ceased",
    "unclear",
    "clarified",
    "scrutiny",
    "infringes",
    "appealed",
    "confirmed",
    "annulled",
    "final",
)


@router.get("/orders")
def show_all(desk: Annotated[Desk, Depends(RequiresPage("see_orders"))]) -> Response:
    """List the orders, and offer the form for one that came by post or mail."""
    return page(desk, "orders.html", orders=list_orders(desk.app), clauses=desk.app.policy.clauses)


@router.post("/orders")
def add(
    desk: Annotated[Desk, Depends(RequiresForm("handle_orders"))],
    authority: Annotated[str, Form(max_length=500)],
    reference: Annotated[str, Form(max_length=500)],
    urls: Annotated[str, Form(max_length=100_000)],
    clause: Annotated[str, Form(max_length=200)],
    received: Annotated[str, Form(max_length=40)] = "",
    contact: Annotated[str, Form(max_length=500)] = "",
    reasons: Annotated[str, Form(max_length=10_000)] = "",
    non_disclosure: Annotated[bool, Form()] = False,
) -> Response:
    """Record an order that came another way."""
    form = OrderForm(
        authority=authority,
        reference=reference,
        urls=tuple(line.strip() for line in urls.splitlines() if line.strip()),
        clause=clause,
        contact=contact,
        reasons=reasons,
        non_disclosure=non_disclosure,
    )
    kept = receive_order(desk.app, form, channel="console", received_at=parse_time(received) if received else None)
    return RedirectResponse(f"/orders/{kept.order}", status_code=303)


@router.get("/orders/{order}")
def show(order: str, desk: Annotated[Desk, Depends(RequiresPage("see_orders"))]) -> Response:
    """Show an order, its steps, and those that may follow."""
    view = show_order(desk.app, order)
    return page(desk, "order.html", view=view, may_follow=_may_follow(view), answer=_answer(desk, view))


@router.post("/orders/{order}/steps")
def take(
    order: str,
    desk: Annotated[Desk, Depends(RequiresForm("handle_orders"))],
    step: Annotated[str, Form(max_length=40)],
    says: Annotated[str, Form(max_length=5000)] = "",
) -> Response:
    """Record a step, execute the order, or record that it was executed or answered."""
    if step == "executing":
        execute_order(desk.app, order)
    elif step == "executed":
        record_executed(desk.app, order, says=says, happened_at=None)
    elif step == "told":
        tell_authority(desk.app, order, person=desk.person, says=says)
    else:
        say_of_order(desk.app, order, step, says)
    return RedirectResponse(f"/orders/{order}", status_code=303)


@router.post("/orders/{order}/target")
def locate(
    order: str,
    desk: Annotated[Desk, Depends(RequiresForm("handle_orders"))],
    platform: Annotated[str, Form(max_length=512)],
    account: Annotated[str, Form(min_length=1, max_length=512)],
    post: Annotated[str, Form(max_length=512)] = "",
) -> Response:
    """Name what the order means, where its addresses did not lead to it."""
    about = Account(platform=Platform(platform.strip()), id=AccountId(account.strip()))
    locate_by_hand(desk.app, order, about, post.strip() or None)
    return RedirectResponse(f"/orders/{order}", status_code=303)


def _may_follow(view: OrderView) -> tuple[StepKind, ...]:
    return tuple(kind for kind in BY_WORDS if view.status.state in FROM[kind])


def _answer(desk: Desk, view: OrderView) -> str:
    """Give the answer to the authority as it would read now; '' while there is none."""
    try:
        return as_text(answer_of(desk.app, view.order.id, person=desk.person))
    except CauteryError:
        return ""
