"""`cautery networks`: who acts together, beyond chance; with a case only where something forbidden attaches to it."""

from collections.abc import Sequence
from typing import Annotated

import typer

from cautery.cli.output import HERE, AsJson, At, Home, emit, next_step, plain, print_table, quiet, say
from cautery.model.network import CERTAIN, Network, NetworkId
from cautery.translations.speech import gettext

networks = typer.Typer(
    help="Coordinated networks: find, list and explain them.", invoke_without_command=True, rich_markup_mode=None
)


@networks.callback()
def list_networks(context: typer.Context, at: At = None, home: Home = HERE, as_json: AsJson = False) -> None:
    """Find accounts that act together beyond chance and innocent explanations; opens cases where evidence requires one."""
    if context.invoked_subcommand is not None:
        return
    from rich.console import Console

    from cautery.app import opened
    from cautery.pipeline.detection.networks import networks as find_networks

    with opened(home) as app, Console(stderr=True, quiet=quiet()).status(gettext("reading history")) as status:
        found = find_networks(
            app, at=at, progress=lambda what: status.update(gettext("reading history: {what}").format(what=what))
        )
    if as_json:
        emit([_plain(one) for one in found], as_json=True, show=print)
        return
    _show(found)
    next_step(gettext("Next: cautery networks explain ID") if found else gettext("No coordinated networks found."))


@networks.command()
def explain(
    network: Annotated[str, typer.Argument(help="Network ID from 'cautery networks'.")],
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Explain a network: coordinated activity, chance, members and bystanders."""
    from cautery.app import opened
    from cautery.pipeline.detection.networks import explain as find_network

    with opened(home) as app:
        found = find_network(app, NetworkId(network))
    emit(_plain(found), as_json=as_json, show=lambda _: _tell(found))


def _plain(one: Network) -> dict[str, object]:
    return {
        "id": one.id,
        "case": one.case,
        "accounts": [
            {
                "account": member.account.id,
                "platform": member.account.platform,
                "chance": member.chance,
                "role": member.role,
            }
            for member in one.members
        ],
        "channels": one.channels,
        "log10_p": one.log10_p,
        "seeds": [account.id for account in one.seeds],
        "content_evidence": [
            {"account": said.account.id, "channel": said.channel, "says": said.says, "evidence": said.evidence}
            for said in one.content_evidence
        ],
        "bystanders": [account.id for account in one.bystanders],
        "says": one.says,
    }


def _show(found: Sequence[Network]) -> None:
    print_table(
        (
            gettext("network"),
            gettext("accounts"),
            gettext("case"),
            gettext("connections"),
            gettext("log10 p"),
            gettext("removed"),
            gettext("content"),
        ),
        [
            (
                one.id,
                str(len(one.members)),
                one.case or "-",
                ", ".join(channel.trace for channel in one.channels),
                f"{one.log10_p:.1f}",
                str(len(one.seeds)),
                str(len(one.content_evidence)),
            )
            for one in found
        ],
    )


def _tell(one: Network) -> None:
    case = (
        gettext("case {case}").format(case=one.case)
        if one.case
        else gettext("no case (coordination alone violates no policy)")
    )
    say(gettext("Network {id}: {members} accounts, {case}.\n").format(id=one.id, members=len(one.members), case=case))
    say("\n".join(f"- {said}" for said in one.says))
    print_table(
        (gettext("account"), gettext("membership"), gettext("role")),
        [
            (
                member.account.id,
                f"{member.chance:.0%}{'' if member.chance >= CERTAIN else gettext(', uncertain')}",
                member.role,
            )
            for member in one.members
        ],
    )
    if one.bystanders:
        say(
            gettext("Bystanders: {bystanders}.").format(
                bystanders=plain(", ".join(account.id for account in one.bystanders))
            )
        )
    if one.seeds:
        say(gettext("Removed before: {seeds}.").format(seeds=plain(", ".join(account.id for account in one.seeds))))
    for said in one.content_evidence:
        say(f"{said.account.id}: {said.says}")
