"""Answer the authority: the sets of fields of Annexes II and III of Regulation (EU) 2021/784. No official labels."""

from collections.abc import Mapping

from cautery.app import App
from cautery.errors import Conflict, Invalid
from cautery.kit.clock import rfc3339
from cautery.model.order import OrderStep
from cautery.pipeline.orders.steps import OrderView, show_order, take_step, view_of

WORDS: Mapping[str, str] = {
    "section_a": "A. The order",
    "section_b": "B. What was done",
    "section_c": "C. Who answers",
}


def answer_of(app: App, name: str, *, person: str) -> Mapping[str, object]:
    """Give the answer to an order as it stands: that it was carried out (Annex II), or why it cannot be (Annex III)."""
    view = show_order(app, name)
    if not person.strip():
        raise Invalid("Name the person who answers for you: the authority may ask back.")
    if view.status.state in ("executed", "told"):
        return {
            "section_a": _order(view, app.config.name),
            "section_b": _done(view),
            "section_c": _answers(app, person, annex=2),
        }
    if view.status.state in ("impossible", "unclear"):
        return {
            "section_a": _order(view, app.config.name),
            "section_b": _cannot(view),
            "section_c": _answers(app, person, annex=3),
        }
    raise Conflict(f"Order {name} is '{view.status.state}': there is nothing to answer yet.")


def tell_authority(app: App, name: str, *, person: str, says: str) -> OrderStep:
    """Keep what the authority was told of the removal, and when."""
    feedback = answer_of(app, name, person=person)
    with app.writing() as tx:
        return take_step(tx, view_of(tx.connection, name), "told", says, feedback=feedback)


def as_text(answer: Mapping[str, object]) -> str:
    """Write an answer as text, field by field, for a mail or a form."""
    lines: list[str] = []
    for section, fields in answer.items():
        lines.append(WORDS[section])
        if isinstance(fields, Mapping):
            lines += [f"  {name.replace('_', ' ')}: {_flat(value)}" for name, value in fields.items()]
    return "\n".join(lines) + "\n"


def _flat(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _order(view: OrderView, name: str) -> Mapping[str, object]:
    return {
        "addressee": name,
        "issuing_authority": view.order.form.authority,
        "authority_file_reference": view.order.form.reference,
        "addressee_file_reference": view.order.id,
        "order_received_at": rfc3339(view.order.received_at),
    }


def _done(view: OrderView) -> Mapping[str, object]:
    moment = view.status.executed_at or view.order.at
    return {"measure": "removed", "measure_taken_at": rfc3339(moment)}


def _cannot(view: OrderView) -> Mapping[str, object]:
    step = next(step for step in reversed(view.steps) if step.kind in ("impossible", "unclear"))
    if step.kind == "impossible":
        return {"reasons": ["force_majeure_or_de_facto_impossibility"], "further_information": step.says}
    return {
        "reasons": ["insufficient_information"],
        "further_information": step.says,
        "errors_or_clarification_requested": step.says,
    }


def _answers(app: App, person: str, *, annex: int) -> Mapping[str, object]:
    facts, now = app.config.service, rfc3339(app.clock.now())
    named = {"hsp_or_legal_representative_name": app.config.name, "authorised_person": person.strip()}
    contact = facts.contact_point or "not set: see [service] in cautery.toml"
    if annex == 3:
        return {**named, "contact_email": contact, "signed_at": now}
    return {**named, "member_state": facts.established or "not set", "contact_point_email": contact, "date": now}
