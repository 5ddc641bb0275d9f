"""`cautery decide`: a person's decision."""

from datetime import datetime
from typing import Annotated

import typer

from cautery.cli.output import HERE, AsJson, Home, emit, next_step, say
from cautery.errors import Invalid
from cautery.kit.clock import parse_time
from cautery.model.decision import Measure
from cautery.model.judgement import Proposal
from cautery.translations.speech import gettext


def decide(
    case: Annotated[str, typer.Argument(help="Case ID from 'cautery cases'.")],
    measure: Annotated[
        Measure, typer.Option(help="Enforcement action; none: no violation; observe: keep up for law enforcement.")
    ],
    reason: Annotated[str, typer.Option(help="Reason, sent to the account holder.")],
    clause: Annotated[str | None, typer.Option(help="Clause of the policy violated.")] = None,
    requester: Annotated[str, typer.Option(help="With observe: requesting authority.")] = "",
    legal_basis: Annotated[str, typer.Option(help="With observe: legal basis.")] = "",
    until: Annotated[
        datetime | None, typer.Option(help="With observe: end time.", parser=parse_time, metavar="TIME")
    ] = None,
    approver: Annotated[str, typer.Option(help="With observe: second person, who is asked to approve it.")] = "",
    replace: Annotated[bool, typer.Option("--replace", help="Replace an earlier decision.")] = False,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Decide a case: the enforcement action, the policy violated and the reason."""
    from cautery.app import opened
    from cautery.cases.review import DecisionInput
    from cautery.model.case import CaseId
    from cautery.model.decision import Observation
    from cautery.pipeline.cases.decide import decide_case
    from cautery.pipeline.cases.proposals import propose

    terms = None
    if requester or legal_basis or until or approver:
        if until is None:
            raise Invalid(gettext("'observe' needs an end time: --until 2016-03-01."))
        terms = Observation(requester=requester, legal_basis=legal_basis, expires_at=until, approver="")
    if measure == "observe" and not approver:
        raise Invalid(
            gettext("'observe' keeps an account up for law enforcement; it needs a second person: --approver NAME.")
        )
    word = DecisionInput(measure=measure, clause=clause, reason=reason, observation=terms, replaces=replace)
    with opened(home) as app:
        if measure == "observe":
            _tell(propose(app, CaseId(case), word, approver=approver), approver, as_json=as_json)
            return
        judged = decide_case(app, CaseId(case), word)
    made = judged.decision
    emit(
        {
            "case": made.case,
            "decision": made.id,
            "about": made.about.id,
            "measure": made.measure,
            "verdict": made.verdict,
            "clause": made.clause,
            "by": made.by,
            "actions": [action.key for action in judged.actions],
            "plan": judged.plan,
        },
        as_json=as_json,
        show=lambda _: say(
            gettext("Case {case}: decision '{measure}' by {by}. ").format(
                case=made.case, measure=made.measure, by=made.by
            )
            + (
                gettext("Actions queued: {actions}.").format(actions=len(judged.actions))
                if judged.actions
                else gettext("No action is sent.")
            )
        ),
    )
    if judged.plan:
        next_step(
            gettext("Next: cautery takedown run {plan}. Not needed while 'cautery serve' runs.").format(
                plan=judged.plan
            )
        )


def _tell(made: Proposal, approver: str, *, as_json: bool) -> None:
    """Say that it waits: the second person says so themselves, signed in, or nothing is decided."""
    emit(
        {"case": made.case, "decision": None, "proposal": made.id, "measure": made.measure, "by": made.by},
        as_json=as_json,
        show=lambda _: say(
            gettext("Case {case}: proposed by {by}. Nothing is decided until {approver} approves it.").format(
                case=made.case, by=made.by, approver=approver
            )
        ),
    )
    next_step(
        gettext("Next: {approver} signs in and approves it on the page of case {case}.").format(
            approver=approver, case=made.case
        )
    )
