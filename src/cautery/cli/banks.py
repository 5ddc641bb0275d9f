"""`cautery banks`: known values, in and out."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from cautery.cli.output import HERE, AsJson, Home, emit, next_step, print_table
from cautery.errors import Invalid
from cautery.model.bank import BankEntry

banks = typer.Typer(no_args_is_help=True, help="Known values: add, list, import, export and expire them.")
LONGEST_SHOWN = 120
"""Letters of a value; those of films and recordings run to thousands."""
Bank = Annotated[str, typer.Option("--bank", help="Which bank.")]
Format = Annotated[
    str | None,
    typer.Option(
        "--format", help="csv, jsonl, tat, threatexchange, threatexchange_updates; by the file's name unless told."
    ),
]


@banks.command("add")
def add(
    kind: Annotated[
        str, typer.Argument(metavar="TYPE", help="term, near_text, link, handoff, image_pdq, file_sha256, ...")
    ],
    value: Annotated[str, typer.Argument(help="The value.")],
    bank: Bank = "house",
    opinion: Annotated[str, typer.Option(help="positive: known; negative: known to be harmless.")] = "positive",
    policy: Annotated[str, typer.Option(help="The policy that it is banked under.")] = "house",
    why: Annotated[str, typer.Option(help="Why.")] = "",
    expires: Annotated[str, typer.Option(help="When it ends.", metavar="TIME")] = "",
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Put a value into a bank."""
    from cautery.app import opened
    from cautery.pipeline.banks.values import bank_value

    said = {"type": kind, "value": value, "opinion": opinion, "policy": policy, "why": why, "expires_at": expires}
    with opened(home) as app:
        entry = bank_value(app, said, bank=bank)
    emit(entry, as_json=as_json, show=lambda e: print(f"Banked in '{e.bank}': {e.type} '{e.value}'."))


@banks.command("add-file")
def add_file(
    file: Annotated[Path, typer.Argument(help="A picture, film, recording, PDF or text file.")],
    bank: Bank = "house",
    policy: Annotated[str, typer.Option(help="The policy that it is banked under.")] = "house",
    why: Annotated[str, typer.Option(help="Why.")] = "",
    label: Annotated[list[str] | None, typer.Option(help="What it is; may be given several times.")] = None,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Put a file into a bank by all that it can be known again by; the file itself is not kept."""
    from cautery.app import opened
    from cautery.pipeline.banks.values import bank_file

    with opened(home) as app:
        entries = bank_file(app, file, bank=bank, why=why, policy=policy, labels=label or ())
    emit(entries, as_json=as_json, show=_show)


@banks.command("list")
def list_(
    bank: Annotated[str | None, typer.Option("--bank", help="Which bank; all of them unless told.")] = None,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """List what is banked and in force."""
    from cautery.app import opened
    from cautery.pipeline.banks.values import bank_entries

    with opened(home) as app:
        emit(bank_entries(app, bank=bank), as_json=as_json, show=_show)


@banks.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="The file.")],
    bank: Bank = "house",
    format_name: Format = None,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Take a file of values into a bank."""
    from cautery.app import opened
    from cautery.pipeline.banks.values import import_bank

    with opened(home) as app:
        report = import_bank(app, file, bank=bank, format_name=format_name)
    emit(report, as_json=as_json, show=lambda r: print(f"{r.accepted:,} values in, {r.rejected:,} rejected."))
    for reason in report.reasons:
        next_step(reason)
    if not report.accepted:
        raise Invalid(f"nothing in '{file}' was a value; each needs 'type' and 'value'.")


@banks.command("export")
def export(
    file: Annotated[Path, typer.Argument(help="The file to write.")],
    bank: Bank = "house",
    format_name: Format = None,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Write a bank to a file."""
    from cautery.app import opened
    from cautery.pipeline.banks.values import export_bank

    with opened(home) as app:
        written = export_bank(app, file, bank=bank, format_name=format_name)
    emit(
        {"file": str(file), "written": written},
        as_json=as_json,
        show=lambda _: print(f"{written:,} values in '{file}'."),
    )


@banks.command("expire")
def expire(
    kind: Annotated[str, typer.Option("--type", help="Of which type.")] = "",
    value: Annotated[str, typer.Option("--value", help="Which value; all of the bank unless told.")] = "",
    why: Annotated[str, typer.Option(help="Why.")] = "",
    bank: Bank = "house",
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """End a banked value, or a whole bank, now."""
    from cautery.app import opened
    from cautery.pipeline.banks.values import expire_value

    if bool(kind) != bool(value):
        raise Invalid("Say both --type and --value, or neither to end all of the bank.")
    with opened(home) as app:
        ended = expire_value(app, bank=bank, kind=kind, value=value, why=why)
    emit({"expired": ended}, as_json=as_json, show=lambda _: print(f"{ended:,} values ended."))


def _show(entries: Sequence[BankEntry]) -> None:
    print_table(
        ("bank", "type", "value", "opinion", "origin", "policy", "until"),
        [
            (
                e.bank,
                e.type,
                e.value if len(e.value) <= LONGEST_SHOWN else f"{e.value[:LONGEST_SHOWN]}…",
                e.opinion,
                e.origin,
                e.policy,
                f"{e.expires_at:%Y-%m-%d}" if e.expires_at else "-",
            )
            for e in entries
        ],
    )
