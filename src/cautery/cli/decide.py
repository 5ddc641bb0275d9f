"""`cautery decide`: a person's decision."""

from datetime import datetime
from typing import Annotated

import typer

from cautery.cli.output import HERE, AsJson, Home, emit, next_step
from cautery.errors import Invalid
from cautery.kit.clock import parse_time
from cautery.model.decision import Measure


def decide(
    case: Annotated[str, typer.Argument(help="The case, as 'cautery cases' names it.")],
    measure: Annotated[Measure, typer.Option(help="What is to be done; observe: left up on purpose.")],
    reason: Annotated[str, typer.Option(help="Why, in words for the account holder.")],
    clause: Annotated[str | None, typer.Option(help="The clause of the policy that is broken.")] = None,
    requester: Annotated[str, typer.Option(help="observe: who asked.")] = "",
    legal_basis: Annotated[str, typer.Option(help="observe: on which legal basis.")] = "",
    until: Annotated[
        datetime | None, typer.Option(help="observe: when it ends.", parser=parse_time, metavar="TIME")
    ] = None,
    approver: Annotated[str, typer.Option(help="observe: the second person, who approved it.")] = "",
    replace: Annotated[bool, typer.Option("--replace", help="Put this in the place of an earlier decision.")] = False,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Decide a case: who is acted upon, how, under which clause and why. Only a person decides."""
    from cautery.app import opened
    from cautery.cases.review import Word
    from cautery.model.case import CaseId
    from cautery.model.decision import Observation
    from cautery.pipeline.cases.decide import decide_case

    terms = None
    if requester or legal_basis or until or approver:
        if until is None:
            raise Invalid("'observe' needs an end: --until 2016-03-01.")
        terms = Observation(requester=requester, legal_basis=legal_basis, expires_at=until, approver=approver)
    word = Word(measure=measure, clause=clause, reason=reason, observation=terms, replaces=replace)
    with opened(home) as app:
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
        show=lambda _: print(
            f"Case {made.case}: '{made.measure}', decided by {made.by}. "
            + (
                f"{len(judged.actions)} action{'s wait' if len(judged.actions) > 1 else ' waits'} for its platform."
                if judged.actions
                else "Nothing is sent anywhere."
            )
        ),
    )
    if judged.plan:
        next_step(
            f"Next: cautery takedown run {judged.plan}, unless 'cautery serve' runs, which carries it on by itself."
        )
