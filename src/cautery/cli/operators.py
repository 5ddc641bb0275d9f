"""`cautery operators`: which new account is probably which removed hand."""

from typing import Annotated

import typer

from cautery.cli.output import HERE, AsJson, At, Home, emit, next_step, print_table, quiet, say
from cautery.console.labels import EXPLANATIONS
from cautery.kit.percent import percent
from cautery.model.operator import OperatorLink
from cautery.translations.speech import gettext

operators = typer.Typer(
    invoke_without_command=True,
    help="Suspected ban evasion: link new accounts to removed ones, explain or unlink them.",
)
SHOWN = 50
"""Accounts that are listed on a screen by default."""
One = Annotated[str, typer.Argument(help="Account ID, or platform:ID.")]
Other = Annotated[str, typer.Argument(help="ID of the other account.")]


@operators.callback()
def list_(
    context: typer.Context,
    limit: Annotated[
        int | None,
        typer.Option(min=1, help="Number of accounts to list, linked ones first; default: 50, in JSON all."),
    ] = None,
    false_alarms: Annotated[
        float | None, typer.Option(help="Accepted share of false positives among new accounts; default: 0.001.")
    ] = None,
    at: At = None,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Compare accounts with finally removed ones and open cases for suspected ban evasion."""
    if context.invoked_subcommand is not None:
        return
    from rich.console import Console
    from rich.progress import Progress

    from cautery.app import opened
    from cautery.pipeline.detection.operators import find_operators, strongest_first

    with opened(home) as app, Progress(console=Console(stderr=True, quiet=quiet()), transient=True) as bar:
        task = bar.add_task(gettext("reading history"), total=None)
        found = find_operators(
            app,
            at=at,
            false_alarms=false_alarms,
            progress=lambda done, of: bar.update(task, completed=done, total=of, description="comparing"),
        )
    listed = strongest_first(found.links)
    if as_json:
        document = {
            "links": [_plain(link) for of in listed[:limit] for link in of],
            "operators": [
                {"id": operator.id, "accounts": [about.id for about in operator.accounts]}
                for operator in found.operators
            ],
        }
        emit(document, as_json=True, show=print)
        return
    shown = listed[: limit or SHOWN]
    _show([of[0] for of in shown])
    named = sum(of[0].named for of in listed)
    next_step(
        gettext(
            "{named:,} of {compared:,} accounts linked, {operators:,} operators; {shown:,} of {listed:,} "
            "accounts listed. {says} Next: cautery cases"
        ).format(
            named=named,
            compared=found.compared,
            operators=len(found.operators),
            shown=len(shown),
            listed=len(listed),
            says=found.alarms.says(),
        )
    )


@operators.command("explain")
def explain(one: One, other: Other, at: At = None, home: Home = HERE, as_json: AsJson = False) -> None:
    """Explain why two accounts are linked or not, channel by channel."""
    from cautery.app import opened
    from cautery.pipeline.detection.operators import explain as explain_link

    with opened(home) as app:
        link, threshold = explain_link(app, one, other, at=at)
    if as_json:
        needed = {"named_from_bits": threshold.bits, "own_bits_needed": threshold.own_bits}
        emit(_plain(link) | needed, as_json=True, show=print)
        return
    print_table(
        (gettext("bits"), gettext("channel"), gettext("evidence")),
        [(f"{r.bits:+.1f}", r.channel, r.says) for r in link.reasons],
    )
    print_table(
        ("", gettext("bits"), gettext("threshold")),
        [
            (gettext("all evidence"), f"{link.bits:+.1f}", f"{threshold.bits:.1f}"),
            (gettext("evidence that cannot be imitated"), f"{link.own_bits:+.1f}", f"{threshold.own_bits:.1f}"),
        ],
    )
    print_table(
        (gettext("explanation"), gettext("likelihood")),
        [(gettext(EXPLANATIONS[tie.name][0]), percent(tie.chance)) for tie in link.ties],
    )
    said = (
        gettext("{account} is linked to {earlier}; likelihood of the same operator: {chance}.")
        if link.named
        else gettext("{account} is not linked to {earlier}; likelihood of the same operator: {chance}.")
    )
    next_step(said.format(account=link.account.id, earlier=link.earlier.id, chance=percent(link.chance)))


@operators.command("unlink")
@operators.command("split", hidden=True)
def unlink(
    one: One,
    other: Other,
    reason: Annotated[str, typer.Option(help="Reason.")],
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Unlink two accounts. They are never linked again."""
    from cautery.app import opened
    from cautery.pipeline.detection.operators import split as unlink_accounts

    with opened(home) as app:
        first, second = unlink_accounts(app, one, other, reason=reason)
    said = {"account": first.id, "other": second.id, "reason": reason}
    emit(
        said,
        as_json=as_json,
        show=lambda _: say(gettext("{account} and {other} are unlinked.").format(account=first.id, other=second.id)),
    )


def _plain(link: OperatorLink) -> dict[str, object]:
    return {
        "account": link.account.id,
        "platform": link.account.platform,
        "earlier": link.earlier.id,
        "earlier_platform": link.earlier.platform,
        "chance": link.chance,
        "bits": link.bits,
        "own_bits": link.own_bits,
        "named": link.named,
        "reasons": link.reasons,
        "ties": link.ties,
    }


def _show(strongest: list[OperatorLink]) -> None:
    print_table(
        (
            gettext("account"),
            gettext("earlier account"),
            gettext("linked"),
            gettext("likelihood"),
            gettext("bits"),
            gettext("evidence"),
        ),
        [
            (
                link.account.id,
                link.earlier.id,
                gettext("yes") if link.named else gettext("no"),
                percent(link.chance),
                f"{link.bits:+.1f}",
                "\n".join(f"{r.bits:+.1f} {r.channel}: {r.says}" for r in link.reasons if abs(r.bits) >= 0.5),
            )
            for link in strongest
        ],
    )
