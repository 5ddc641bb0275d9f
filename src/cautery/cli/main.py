"""The command `cautery`: finds its commands, and turns every error of ours into words and an exit code."""

import os
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

import typer
from typer.main import get_command

from cautery.cli.audit import audit
from cautery.cli.backup import backup
from cautery.cli.banks import banks
from cautery.cli.cases import cases
from cautery.cli.decide import decide
from cautery.cli.doctor import doctor
from cautery.cli.effect import effect
from cautery.cli.fit import fit
from cautery.cli.help import speak
from cautery.cli.ingest import ingest
from cautery.cli.init import init
from cautery.cli.invite import invite
from cautery.cli.jobs import jobs
from cautery.cli.keys import keys
from cautery.cli.label import label
from cautery.cli.laws import laws
from cautery.cli.listen import listen
from cautery.cli.match import match
from cautery.cli.networks import networks
from cautery.cli.operators import operators
from cautery.cli.orders import orders
from cautery.cli.output import next_step
from cautery.cli.person import person
from cautery.cli.preserved import preserved
from cautery.cli.quarantine import quarantine
from cautery.cli.rebuild import rebuild
from cautery.cli.restore import restore
from cautery.cli.serve import serve
from cautery.cli.simulate import simulate
from cautery.cli.start import start
from cautery.cli.statements import statements
from cautery.cli.suspects import suspects
from cautery.cli.takedown import takedown
from cautery.cli.tour import tour
from cautery.cli.what_if import what_if
from cautery.errors import CauteryError
from cautery.kit.extras import missing
from cautery.kit.logs import log_entries
from cautery.kit.no_room import no_room
from cautery.translations.languages import CONSOLE, choose
from cautery.translations.speech import speaking

app = typer.Typer(
    name="cautery",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


COMMANDS: Sequence[Callable[..., None]] = (
    start,
    init,
    ingest,
    listen,
    label,
    fit,
    suspects,
    cases,
    decide,
    effect,
    match,
    invite,
    serve,
    simulate,
    tour,
    what_if,
    laws,
    doctor,
    rebuild,
    backup,
    restore,
)


@app.callback()
def commands() -> None:
    """Finds, takes down and keeps down networks of accounts that promote terrorism, and shows whether it worked."""


for command in COMMANDS:
    app.command()(command)
app.add_typer(banks, name="banks")
app.add_typer(audit, name="audit")
app.add_typer(networks, name="networks")
app.add_typer(operators, name="operators")
app.add_typer(keys, name="keys")
app.add_typer(orders, name="orders")
app.add_typer(preserved, name="preserved")
app.add_typer(quarantine, name="quarantine")
app.add_typer(takedown, name="takedown")
app.add_typer(jobs, name="jobs")
app.add_typer(person, name="person")
app.add_typer(statements, name="statements")


OWNER_ONLY = 0o077
"""What is taken from the mode of every file that a command makes: it holds texts of people, or secrets."""


def main() -> None:
    """Run one command; whatever goes wrong is told in a sentence, with the exit code of its kind."""
    os.umask(OWNER_ONLY)
    log_entries()
    command = get_command(app)
    try:
        with speaking(choose(os.environ.get("LANGUAGE", "").replace("_", "-"), "", among=CONSOLE).language):
            speak(command)
            command()
    except CauteryError as error:
        _end_with(error)
    except ModuleNotFoundError as error:
        lacking = missing(error.name)
        if lacking is None:
            raise
        _end_with(lacking)
    except Exception as error:
        full = no_room(error)
        if full is None:
            raise
        _end_with(full)


def _end_with(error: CauteryError) -> NoReturn:
    next_step(f"cautery: {error}")
    if error.at_terminal:
        next_step(error.at_terminal)
    sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
