"""`cautery orders`: removal orders of authorities, from the receipt to the answer."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from cautery.cli.output import HERE, AsJson, Home, emit, next_step, plain, print_table, say
from cautery.kit.clock import parse_time
from cautery.translations.speech import gettext

orders = typer.Typer(no_args_is_help=True, help="Removal orders of authorities: receive, execute, answer, dispute.")
OrderName = Annotated[str, typer.Argument(help="Order ID from 'cautery orders list'.")]
Says = Annotated[str, typer.Option("--says", help="In your own words; kept with the order.")]
Time = Annotated[datetime | None, typer.Option("--at", help="Time; default: now.", parser=parse_time, metavar="TIME")]


@orders.command()
def add(
    url: Annotated[list[str], typer.Option("--url", help="Address that the order names; repeat it for more.")],
    authority: Annotated[str, typer.Option(help="Authority that issued the order.")],
    reference: Annotated[str, typer.Option(help="The authority's reference number.")],
    clause: Annotated[str, typer.Option(help="Clause of your policy that is nearest to the ground named.")],
    received: Annotated[
        datetime | None,
        typer.Option(help="When the mail server or post took it; default: now.", parser=parse_time, metavar="TIME"),
    ] = None,
    reasons: Annotated[str, typer.Option(help="Reasons that the order gives.")] = "",
    contact: Annotated[str, typer.Option(help="Where the authority wants to be told.")] = "",
    law: Annotated[str, typer.Option(help="Law, as 'cautery laws --json' names it.")] = "eu_tco_2021_784",
    clock: Annotated[str, typer.Option(help="Time limit of that law.")] = "tco.remove",
    secret: Annotated[
        bool, typer.Option("--non-disclosure", help="The order forbids telling the account holder.")
    ] = False,
    until: Annotated[
        datetime | None, typer.Option(help="End of the non-disclosure.", parser=parse_time, metavar="TIME")
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option(help="The order as it came; its hash is kept.", exists=True, dir_okay=False, readable=True),
    ] = None,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Record an order that came by post, telephone or a portal. The clock runs from its receipt."""
    from cautery.app import opened
    from cautery.model.order import OrderForm
    from cautery.pipeline.orders.receiving import receive_order

    form = OrderForm(
        authority=authority,
        reference=reference,
        urls=tuple(url),
        clause=clause,
        reasons=reasons,
        law=law,
        clock=clock,
        contact=contact,
        non_disclosure=secret or until is not None,
        non_disclosure_until=until,
    )
    raw = file.read_bytes() if file else None
    with opened(home) as app:
        kept = receive_order(app, form, channel="terminal", received_at=received, raw=raw)
    known = gettext("It was received before.") if kept.duplicate else ""
    emit(
        kept,
        as_json=as_json,
        show=lambda receipt: say(
            gettext("Order {order}: due {due}. Addresses lead to {located} known items. {known}").format(
                order=receipt.order, due=_when(receipt.due), located=receipt.located, known=known
            )
        ),
    )
    next_step(gettext("Next: cautery orders say {order} authenticated --says '...'").format(order=kept.order))


@orders.command("list")
def list_all(home: Home = HERE, as_json: AsJson = False) -> None:
    """List the orders: those that wait first, by their time limits."""
    from cautery.app import opened
    from cautery.pipeline.orders.steps import list_orders

    with opened(home) as app:
        found = list_orders(app)
    rows = [
        {
            "order": one.order.id,
            "state": one.status.state,
            "due": one.status.due,
            "authority": one.order.form.authority,
            "reference": one.order.form.reference,
            "missed": len(one.status.missed),
        }
        for one in found
    ]
    columns = ("order", "state", "due", "authority", "reference", "missed")
    emit(
        rows,
        as_json=as_json,
        show=lambda shown: print_table(columns, [tuple(plain(_told(one[name])) for name in columns) for one in shown]),
    )


@orders.command()
def show(order: OrderName, home: Home = HERE, as_json: AsJson = False) -> None:
    """Show an order with its steps."""
    from cautery.app import opened
    from cautery.pipeline.orders.steps import show_order

    with opened(home) as app:
        found = show_order(app, order)
    emit(
        found,
        as_json=as_json,
        show=lambda view: print_table(
            (gettext("time"), gettext("step"), gettext("by"), gettext("details")),
            [(_when(step.at), step.kind, step.by, step.says) for step in view.steps],
        ),
    )


@orders.command("say")
def say_one(
    order: OrderName,
    step: Annotated[
        str,
        typer.Argument(
            help="authenticated, refused, acknowledged, impossible, ceased, unclear, clarified, scrutiny, appealed, "
            "confirmed, infringes, annulled or final."
        ),
    ],
    says: Says = "",
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Record a step. After 'infringes' or 'annulled', all that the order removed is reinstated."""
    from cautery.app import opened
    from cautery.pipeline.orders.executing import say_of_order

    with opened(home) as app:
        taken = say_of_order(app, order, step, says)
    emit(
        {"order": order, "step": taken.kind, "at": taken.at},
        as_json=as_json,
        show=lambda _: say(gettext("Order {order}: {step}.").format(order=order, step=taken.kind)),
    )


@orders.command()
def locate(
    order: OrderName,
    platform: Annotated[str, typer.Option(help="Short name of the platform.")],
    account: Annotated[str, typer.Option(help="Account ID.")],
    post: Annotated[str | None, typer.Option(help="Post ID; without it, the whole account.")] = None,
    home: Home = HERE,
) -> None:
    """Name the account or post that an order means, where its addresses did not lead to it."""
    from cautery.app import opened
    from cautery.model.account import Account, AccountId, Platform
    from cautery.pipeline.orders.steps import locate_by_hand

    with opened(home) as app:
        locate_by_hand(app, order, Account(platform=Platform(platform), id=AccountId(account)), post)
    say(gettext("Order {order}: located.").format(order=order))


@orders.command()
def execute(
    order: OrderName,
    by_hand: Annotated[bool, typer.Option("--by-hand", help="You removed it yourself; only record it.")] = False,
    at: Time = None,
    says: Says = "",
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Remove what an order names, reversibly. 'cautery serve' sends it; --by-hand records what you removed yourself."""
    from cautery.app import opened
    from cautery.pipeline.orders.executing import execute_order, record_executed

    with opened(home) as app:
        taken = record_executed(app, order, says=says, happened_at=at) if by_hand else execute_order(app, order)
    emit(
        {"order": order, "step": taken.kind, "cases": taken.cases},
        as_json=as_json,
        show=lambda _: say(gettext("Order {order}: {step}.").format(order=order, step=taken.kind)),
    )
    next_step(gettext("Next, once it is removed: cautery orders answer {order} --person 'NAME'").format(order=order))


@orders.command()
def answer(
    order: OrderName,
    person: Annotated[str, typer.Option(help="Person who answers for you.")],
    sent: Annotated[bool, typer.Option("--sent", help="Record that this answer was sent.")] = False,
    says: Says = "",
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Print the answer to the authority: the fields of Annex II, or of Annex III where the order cannot be carried out."""
    from cautery.app import opened
    from cautery.pipeline.orders.answering import answer_of, as_text, tell_authority

    with opened(home) as app:
        told = answer_of(app, order, person=person)
        if sent:
            tell_authority(app, order, person=person, says=says)
    emit(told, as_json=as_json, show=lambda fields: say(as_text(fields)))
    if not sent:
        next_step(gettext("Once it is sent: cautery orders answer {order} --person '...' --sent").format(order=order))


@orders.command("hand-over")
def hand_over_evidence(
    out: Annotated[Path, typer.Argument(help="New folder for the package.")],
    recipient: Annotated[str, typer.Option(help="Court, police or lawyer who gets it.")],
    document: Annotated[str, typer.Option(help="Document that asks for it: date and reference.")],
    order: Annotated[str, typer.Option(help="Order whose record is handed over.")] = "",
    case: Annotated[
        list[str] | None, typer.Option(help="Case whose record is handed over; repeat it for more.")
    ] = None,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Write the record of an order or of cases, with proofs that it stood in the audit log, and a verifier."""
    from cautery.app import opened
    from cautery.model.case import CaseId
    from cautery.pipeline.orders.handing_over import hand_over

    with opened(home) as app:
        made = hand_over(
            app,
            order=order,
            cases=[CaseId(name) for name in case or ()],
            recipient=recipient,
            document=document,
            out=out,
        )
    emit(
        made,
        as_json=as_json,
        show=lambda package: say(
            gettext("{rows} rows in '{folder}'. Publish this key elsewhere: {key}").format(
                rows=package.rows, folder=package.folder, key=package.key
            )
        ),
    )


def _when(at: datetime | None) -> str:
    return "-" if at is None else f"{at:%Y-%m-%d %H:%M}"


def _told(value: object) -> str:
    return _when(value) if isinstance(value, datetime) else "-" if value is None else str(value)
