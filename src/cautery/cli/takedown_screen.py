"""A takedown on a terminal: what it would do, what a mistake would cost, and how far it is."""

from collections.abc import Sequence

from cautery.cli.output import print_table, say
from cautery.model.action import Action, ActionReceipt
from cautery.model.plan import Target
from cautery.pipeline.effect.outcome import TakedownEffect
from cautery.pipeline.takedowns.status import TakedownStatus
from cautery.translations.speech import gettext, mark, ngettext

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
        "gone": one.count("gone"),
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
    say(
        gettext("Takedown {id}, case {case}: {measure} {accounts} under '{clause}'.").format(
            id=plan.id, case=plan.case, measure=plan.measure, accounts=_accounts(seen.accounts), clause=plan.clause
        )
    )
    say(gettext("Reason: {reason}").format(reason=plan.reason))
    say(
        gettext("Reach: {reach:,} followers; unknown for {accounts}.").format(
            reach=seen.reach, accounts=_accounts(seen.reach_unknown)
        )
    )
    say(gettext("Stages: {stages}.").format(stages=gettext(", then ").join(map(str, seen.stages))))
    say(
        gettext(
            "Expected errors: {accounts:.1f} accounts with {followers:,.0f} followers are probably not members; "
            "{first_stage} of them in the first stage."
        ).format(accounts=seen.error.accounts, followers=seen.error.followers, first_stage=seen.error.first_stage)
    )
    for what, shown in (
        (mark("Large: {accounts}"), seen.large),
        (mark("Uncertain: {accounts}"), seen.uncertain),
        (mark("Protected: {accounts}"), seen.protected),
    ):
        if shown:
            say(gettext(what).format(accounts=_names(shown)))
    if plan.left_out:
        say(
            gettext("Excluded: {left_out}").format(
                left_out=", ".join(f"{each.account.id} ({each.says})" for each in plan.left_out[:20])
            )
        )
    for need in plan.needs:
        say(gettext("Needs a second person: {need}").format(need=need))
    if one.hold:
        say(gettext("Paused by {by}: {says}").format(by=one.hold.by, says=one.hold.says))
    if one.tallies:
        print_table(
            (gettext("stage"), gettext("state"), gettext("actions")),
            [(str(each.stage), each.state, str(each.actions)) for each in one.tallies],
        )
    last = one.steps[-1]
    say(
        gettext("{state}, by {by}, {at:%Y-%m-%d %H:%M} UTC: {says}").format(
            state=last.state.capitalize(), by=last.by, at=last.at, says=last.says
        )
    )
    say(gettext("Effect: {says}").format(says=outcome.says))
    if outcome.takedown:
        say(
            gettext("Figures: cautery effect --takedown {takedown}, or /effect?takedown={takedown}").format(
                takedown=outcome.takedown
            )
        )


def show_stuck(stuck: Stuck) -> None:
    """Print what a person must look at, and why."""
    if stuck:
        rows = [(action.about.id, latest.state, latest.says) for action, latest in stuck]
        print_table((gettext("account"), gettext("state"), gettext("reason")), rows)


def _accounts(count: int) -> str:
    return ngettext("{count:,} account", "{count:,} accounts", count).format(count=count)


def _names(shown: Sequence[Target]) -> str:
    return ", ".join(
        gettext("{account} ({chance:.0%}, {followers:,} followers)").format(
            account=one.account.id, chance=one.chance, followers=one.followers or 0
        )
        for one in shown
    )
