"""A person's word becomes a decision: checked against the policy, with a clause and a reason. Only a person decides."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from cautery.errors import Conflict, Invalid, Refused
from cautery.kit.canonical import digest
from cautery.model.account import Account
from cautery.model.action import Action
from cautery.model.case import Case
from cautery.model.decision import LEAVES_UP, Decision, DecisionId, Measure, Observation
from cautery.policy.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionInput:
    """What a person says about a case."""

    measure: Measure
    clause: str | None
    reason: str
    observation: Observation | None = None
    replaces: bool = False
    """Whether an earlier decision of the case is meant to be replaced."""


def decide(
    case: Case, word: DecisionInput, *, by: str, at: datetime, policy: Policy, earlier: Sequence[Decision]
) -> Decision:
    """Make the decision, or refuse what the policy does not allow; `earlier` are the case's decisions so far."""
    _check(case, word, by=by, at=at, policy=policy)
    if earlier and not word.replaces:
        raise Conflict(
            f"Case {case.id} was decided by {earlier[-1].by} ('{earlier[-1].measure}'); "
            f"to put another decision in its place, say --replace."
        )
    return Decision(
        id=DecisionId(digest("review", case.id, str(len(earlier)))),
        about=case.about,
        post=case.post,
        verdict="benign" if word.measure == "none" else "violating",
        measure=word.measure,
        clause=word.clause,
        reason=word.reason.strip(),
        by=by,
        at=at,
        source="review",
        case=case.id,
        observation=word.observation,
        clause_text=policy.clause_text(word.clause),
    )


def on_members(made: Decision, members: Iterable[Account]) -> tuple[Decision, ...]:
    """Make a decision about a network one decision about each of its members, so that each is told and can be taken back."""
    return tuple(
        replace(made, about=about, id=DecisionId(digest(made.id, about.platform, about.id))) for about in members
    )


def actions_of(decision: Decision, *, plan: str | None = None, stage: int | None = None) -> tuple[Action, ...]:
    """Say what a decision means to happen on its platform: nothing for 'none', and nothing for what is left up on purpose.

    Args:
        plan: the takedown that the decision belongs to, if it does.
        stage: when it goes, within that takedown.
    """
    if decision.measure in LEAVES_UP:
        return ()
    about = decision.about
    return (
        Action(
            key=digest(decision.id, about.platform, about.id, decision.measure),
            decision=decision.id,
            about=about,
            measure=decision.measure,
            post=decision.post,
            plan=plan,
            stage=stage,
        ),
    )


def same_person(one: str, other: str) -> bool:
    """Say whether two names are one person's: nobody is a second person by writing their own name otherwise."""
    return _who(one) == _who(other)


def _check(case: Case, word: DecisionInput, *, by: str, at: datetime, policy: Policy) -> None:
    if not word.reason.strip():
        raise Invalid("A decision needs a reason, for whoever is acted upon is told it: --reason '...'.")
    if word.measure == "remove" and case.post is None:
        raise Invalid(
            f"'remove' takes down one item, and case {case.id} is about an account: suspend, restrict or mark it."
        )
    if word.measure == "none":
        if word.clause is not None:
            raise Invalid("'none' says that no clause is broken; leave the clause out.")
    elif word.clause is None:
        raise Invalid(
            f"'{word.measure}' needs the clause of the policy violated: --clause {'|'.join(sorted(policy.clauses))}."
        )
    elif word.measure not in policy.clause(word.clause).measures:
        allowed = ", ".join(policy.clause(word.clause).measures)
        raise Refused(f"The policy does not allow '{word.measure}' under clause '{word.clause}'; it allows: {allowed}.")
    _check_observation(word, by=by, at=at)


def _check_observation(word: DecisionInput, *, by: str, at: datetime) -> None:
    """Leaving up on purpose needs who asked, on which legal basis, until when, and a second person."""
    terms = word.observation
    if word.measure != "observe":
        if terms is not None:
            raise Invalid(
                f"A requester, a legal basis, an expiry and an approver belong to 'observe', not to '{word.measure}'."
            )
        return
    if terms is None or not terms.requester.strip() or not terms.legal_basis.strip() or not terms.approver.strip():
        raise Invalid(
            "'observe' leaves an account up on purpose; it needs --requester, --legal-basis, --until and --approver."
        )
    if terms.expires_at <= at:
        raise Invalid(f"'observe' must end in the future; {terms.expires_at.isoformat()} is over.")
    if same_person(terms.approver, by):
        raise Refused(f"'{by}' decides, so a second person must approve that the account is kept up.")


def _who(name: str) -> str:
    return name.strip().casefold().removeprefix("local:")
