"""`cautery match`: is it known?"""

from pathlib import Path
from typing import Annotated

import typer

from cautery.cli.output import HERE, AsJson, At, Home, emit, print_table
from cautery.errors import Invalid, Missing


def match(
    text: Annotated[str | None, typer.Option(help="A text.")] = None,
    file: Annotated[Path | None, typer.Option(help="A text file.")] = None,
    url: Annotated[str | None, typer.Option(help="An address; it is looked up in banks and never fetched.")] = None,
    at: At = None,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Say whether something is, or is near, something banked. Nothing is ever fetched."""
    from cautery.app import opened
    from cautery.pipeline.recognise import recognise

    if text is None and file is None and url is None:
        raise Invalid("Say what to look for: --text, --file or --url.")
    said = "\n".join(part for part in (text, _read(file) if file else None) if part)
    with opened(home) as app:
        found = recognise(app, text=said, links=(url,) if url else (), at=at)
    if as_json or found:
        emit(
            found,
            as_json=as_json,
            show=lambda matches: print_table(
                ("bank", "type", "distance", "says"), [(m.bank, m.type, f"{m.distance:.2f}", m.says) for m in matches]
            ),
        )
    else:
        print("Nothing banked is in it, or near it.")


def _read(file: Path) -> str:
    try:
        raw = file.read_bytes()
    except FileNotFoundError:
        raise Missing(f"There is no file '{file}'.") from None
    except OSError as error:
        raise Invalid(f"'{file}' cannot be read: {error.strerror}.") from None
    if b"\0" in raw[:65536]:
        raise Invalid(f"'{file}' is no text; only texts and addresses are matched.")
    return raw.decode("utf-8", errors="replace")
