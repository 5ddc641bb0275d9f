"""A takedown on a terminal: what it would do, what a mistake would cost, and how far it is."""

from collections.abc import Sequence

from cautery.cli.output import plain, print_table
from cautery.model.action import Action, ActionReceipt
from cautery.model.plan import Target
from cautery.pipeline.effect.outcome import TakedownEffect
from cautery.pipeline.takedowns.status import TakedownStatus

MOST_STUCK = 20
Stuck = Sequence[tuple[Action, ActionReceipt]]
"""Actions that a person must look at, with why."""


def as_document(one: TakedownStatus, outcome: TakedownEffect, stuck: Stuck) -> dict[str, object]:
    """Give a takedown as the document that programs read."""
    seen = one.preview
    return {
        "plan": one.plan.id,
        "case": one.plan.case,
        "state": one.state,
        "actions": len(one.plan.targets),
        "held": one.count("meant", "intended"),
        "sent": one.count("sent", "confirmed", "drifted"),
        "confirmed": one.count("confirmed"),
        "failed": one.count("parked", "drifted"),
        "undone": one.count("undone", "called_off"),
        "needs": one.plan.needs,
        "held_by": one.hold.by if one.hold else None,
        "preview": seen,
        "left_out": one.plan.left_out,
        "steps": one.steps,
        "stages": one.tallies,
        "outcome": outcome.says,
        "stuck": [
            {"action": action.key, "about": action.about, "state": latest.state, "says": latest.says}
            for action, latest in stuck
        ],
    }


def show_standing(one: TakedownStatus, outcome: TakedownEffect) -> None:
    """Print a takedown for a person."""
    seen, plan = one.preview, one.plan
    print(
        plain(f"Takedown {plan.id}, case {plan.case}: {plan.measure} {_accounts(seen.accounts)} under '{plan.clause}'.")
    )
    print(plain(f"Reason: {plan.reason}"))
    print(f"Reach: {seen.reach:,} followers; unknown for {_accounts(seen.reach_unknown)}.")
    print(f"Stages: {', then '.join(map(str, seen.stages))}.")
    print(
        f"Expected errors: {seen.error.accounts:.1f} accounts with {seen.error.followers:,.0f} followers are probably not "
        f"members; {seen.error.first_stage} of them in the first stage."
    )
    for what, shown in (("large", seen.large), ("uncertain", seen.uncertain), ("protected", seen.protected)):
        if shown:
            print(plain(f"{what.capitalize()}: {_names(shown)}"))
    if plan.left_out:
        print(plain(f"Excluded: {', '.join(f'{each.account.id} ({each.says})' for each in plan.left_out[:20])}"))
    for need in plan.needs:
        print(plain(f"Needs a second person: {need}"))
    if one.hold:
        print(plain(f"Paused by {one.hold.by}: {one.hold.says}"))
    if one.tallies:
        print_table(
            ("stage", "state", "actions"), [(str(each.stage), each.state, str(each.actions)) for each in one.tallies]
        )
    last = one.steps[-1]
    print(plain(f"{last.state.capitalize()}, by {last.by}, {last.at:%Y-%m-%d %H:%M} UTC: {last.says}"))
    print(plain(f"Effect: {outcome.says}"))
    if outcome.takedown:
        print(plain(f"Figures: cautery effect --takedown {outcome.takedown}, or /effect?takedown={outcome.takedown}"))


def show_stuck(stuck: Stuck) -> None:
    """Print what a person must look at, and why."""
    if stuck:
        rows = [(action.about.id, latest.state, latest.says) for action, latest in stuck]
        print_table(("account", "state", "reason"), rows)


def _accounts(count: int) -> str:
    return "1 account" if count == 1 else f"{count:,} accounts"


def _names(shown: Sequence[Target]) -> str:
    return ", ".join(f"{one.account.id} ({one.chance:.0%}, {one.followers or 0:,} followers)" for one in shown)
