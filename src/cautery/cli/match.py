"""`cautery match`: is it known?"""

from pathlib import Path
from typing import Annotated

import typer

from cautery.cli.output import HERE, AsJson, At, Home, emit, next_step, print_table, say
from cautery.errors import Invalid
from cautery.model.bank import Match
from cautery.translations.speech import gettext


def match(
    text: Annotated[str | None, typer.Option(help="Text to match.")] = None,
    file: Annotated[Path | None, typer.Option(help="Image, video, audio, PDF or text file.")] = None,
    url: Annotated[str | None, typer.Option(help="URL to match.")] = None,
    batch: Annotated[
        Path | None,
        typer.Option(help="Match each line of a file: JSON with text, url or file. Prints a line of JSON for each."),
    ] = None,
    fetch: Annotated[bool, typer.Option("--fetch", help="Also fetch and match the content of the URL.")] = False,
    at: At = None,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Match content against hash banks. Nothing is fetched without --fetch."""
    from cautery.app import opened
    from cautery.kit.fetch import fetch as fetched
    from cautery.pipeline.banks.batch_check import question_of
    from cautery.pipeline.banks.check import check
    from cautery.pipeline.banks.values import read_bytes

    if batch is not None:
        _match_lines(batch, at=at, home=home)
        return
    if fetch and url is None:
        raise Invalid(gettext("--fetch needs --url."))
    files = [read_bytes(file)] if file else []
    if fetch and url is not None:
        files.append(fetched(url).data)
    with opened(home) as app:
        answer = check(app, question_of(text=text, url=url, files=files), at=at)
    for note in answer.not_looked_at:
        next_step(gettext("Not checked: {note}").format(note=note))
    if as_json or answer.matches:
        emit(answer.matches, as_json=as_json, show=_show)
    if not as_json or answer.withheld:
        (next_step if as_json else say)(answer.says)


def _match_lines(path: Path, *, at: At, home: Home) -> None:
    from cautery.app import opened
    from cautery.pipeline.banks.batch_check import check_lines

    try:
        lines = path.open("rb")
    except OSError as error:
        raise Invalid(
            gettext("'{path}' cannot be read: {strerror}.").format(path=path, strerror=error.strerror)
        ) from None
    with lines, opened(home) as app:
        for found in check_lines(app, (line for line in lines if line.strip()), beside=path.parent, at=at):
            emit(found, as_json=True, show=print)


def _show(matches: tuple[Match, ...]) -> None:
    rows = [(one.bank, one.type, f"{one.distance:.2f}", one.says) for one in matches]
    print_table((gettext("bank"), gettext("type"), gettext("distance"), gettext("says")), rows)
