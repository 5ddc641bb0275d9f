"""Take an order in: kept with the hash of its message, its things located. The same order again is a duplicate."""

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from cautery.app import App
from cautery.cases.order_states import status_of
from cautery.errors import Invalid
from cautery.kit.canonical import canonical_json
from cautery.kit.clock import parse_time
from cautery.model.order import Authenticity, Channel, Order, OrderForm, OrderId, OrderStep
from cautery.pipeline.orders.applicable_laws import every_law
from cautery.pipeline.orders.locating import located
from cautery.pipeline.orders.steps import clock_of
from cautery.store import orders
from cautery.store.database import ReadConnection

MOST_URLS = 500
LONGEST = 4000
NONE_FOUND = "(the message names no address: read it)"
"""Stands where an order's addresses are in an attachment, or nowhere."""
AHEAD = timedelta(minutes=5)
"""How far a transport's clock may be ahead of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderReceipt:
    """What whoever handed an order in is told."""

    order: OrderId
    due: datetime | None
    duplicate: bool
    located: int
    """Things that its addresses lead to; 0: a person must say which they are."""


def receive_order(
    app: App,
    form: OrderForm,
    *,
    channel: Channel,
    received_at: datetime | None = None,
    authentic: Authenticity = "unknown",
    evidence: str = "",
    raw: bytes | None = None,
) -> OrderReceipt:
    """Take an order in.

    Args:
        received_at: when the transport took it; None: now.
        authentic: what the transport proves of its sender.
        raw: the message as it came; None: the form itself.
    """
    form = _in_utc(form)
    _refuse_incomplete(app, form)
    now = app.clock.now()
    received = min(received_at or now, now + AHEAD)
    sha256 = hashlib.sha256(raw if raw is not None else canonical_json(form)).hexdigest()
    targets = located(app, form.urls)
    with app.writing() as tx:
        known = _known(tx.connection, form, sha256, authentic)
        if known is not None:
            says = f"the same order came again by {channel}, at {received.isoformat()}"
            orders.append_step(tx, OrderStep(order=known.id, kind="duplicate", says=says, by=tx.by, at=tx.at))
            return OrderReceipt(order=known.id, due=_due(known), duplicate=True, located=len(targets))
        order = Order(
            id=OrderId(secrets.token_hex(6)),
            form=form,
            channel=channel,
            authentic=authentic,
            evidence=evidence,
            raw_sha256=sha256,
            received_at=received,
            by=tx.by,
            at=tx.at,
        )
        orders.append(tx, order)
        says = f"{len(targets)} things" if targets else "nothing is known of these addresses"
        step = OrderStep(order=order.id, kind="located", says=says, targets=targets, by=tx.by, at=tx.at)
        orders.append_step(tx, step)
        if authentic == "yes":
            shown = OrderStep(order=order.id, kind="authenticated", says=evidence, by=tx.by, at=tx.at)
            orders.append_step(tx, shown)
    return OrderReceipt(order=order.id, due=_due(order), duplicate=False, located=len(targets))


def _known(connection: ReadConnection, form: OrderForm, sha256: str, authentic: Authenticity) -> Order | None:
    """Find the order that this one repeats: the same bytes, or the same reference of the same authority about the same.

    What was found to be forged swallows no true one; and messages whose addresses nobody has read yet are never the same.
    """
    same = orders.with_message(connection, sha256)
    if same is not None and (same.authentic == "yes" or authentic != "yes"):
        return same
    alike = [one for one in orders.every(connection) if form.urls != (NONE_FOUND,) and _says_the_same(one.form, form)]
    steps = orders.steps_of(connection, [one.id for one in alike])
    for one in alike:
        is_refused = status_of(one, steps[one.id], clock_of(one)).state == "refused"
        if not is_refused and (one.authentic != "no" or authentic == "no"):
            return one
    return None


def _says_the_same(one: OrderForm, other: OrderForm) -> bool:
    """Say whether two are one order; where only one of them forbids telling, they are two."""
    return (
        one.reference == other.reference
        and one.authority.casefold() == other.authority.casefold()
        and set(one.urls) == set(other.urls)
        and one.non_disclosure == other.non_disclosure
        and one.non_disclosure_until == other.non_disclosure_until
    )


def _due(order: Order) -> datetime | None:
    return every_law()[order.form.law].clock(order.form.clock).due(order.received_at)


def _in_utc(form: OrderForm) -> OrderForm:
    """Give an order with its times in UTC, which a time without a zone is taken for; a day of silence asks for silence."""
    until = _utc(form.non_disclosure_until)
    silent = form.non_disclosure or until is not None
    return replace(form, issued_at=_utc(form.issued_at), non_disclosure=silent, non_disclosure_until=until)


def _utc(at: datetime | None) -> datetime | None:
    return None if at is None else parse_time(at.isoformat())


def _refuse_incomplete(app: App, form: OrderForm) -> None:
    """Refuse what cannot be worked at or answered; whatever else is missing, a person asks for (Annex III)."""
    laws = every_law()
    if form.law not in laws:
        raise Invalid(f"There is no law '{form.law}'; known are: {', '.join(laws)}.")
    laws[form.law].clock(form.clock)
    app.policy.clause(form.clause)
    if not form.authority.strip() or not form.reference.strip():
        raise Invalid("An order names its authority and its reference; without them nobody can be answered.")
    if not 1 <= len(form.urls) <= MOST_URLS or any(not 1 <= len(url) <= LONGEST for url in form.urls):
        raise Invalid(f"An order names 1 to {MOST_URLS} addresses, each of at most {LONGEST} letters.")
