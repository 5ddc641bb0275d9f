"""Collects the messages of console, letters and command line, and compiles their translations: python docs/print_catalogue.py.

Writes `src/cautery/translations/locales/cautery.pot`, merges it into each language's `.po`, and compiles the `.mo` that runs.
"""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from typer.main import get_command

from cautery.cli.help import messages
from cautery.cli.main import app
from cautery.translations.languages import LANGUAGES, SOURCE

SOURCE_FOLDER = Path(__file__).parents[1] / "src" / "cautery"
LOCALES = SOURCE_FOLDER / "translations" / "locales"
TEMPLATE = LOCALES / "cautery.pot"
KEYWORDS = {**DEFAULT_KEYWORDS, "mark": None}
TRANSLATED = ("letter", "outside")
"""Contexts that every language has: what account holders and reporters read."""
WIDTH = 120
SAME_DAY = datetime(2026, 1, 1, tzinfo=UTC)
"""The same messages are the same bytes, whenever they are compiled."""
Message = str | tuple[str, str]


def collected() -> Catalog:
    """Collect every message, in the order of its text."""
    found = sorted(
        {(context or "", message) for context, message in (*_written(), *_helps())}, key=lambda pair: repr(pair)
    )
    catalogue = Catalog(project="cautery", charset="utf-8", fuzzy=False)
    for context, message in found:
        catalogue.add(message, context=context or None)
    return catalogue


def merged(language: str) -> Catalog:
    """Read a language's translations and merge the messages of today; what nobody says any more is dropped."""
    with (LOCALES / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    kept = Catalog(locale=language, project="cautery", charset="utf-8", fuzzy=False)
    for message in collected():
        if message.id and (message.context in TRANSLATED or (known := catalogue.get(message.id, message.context))):
            known = catalogue.get(message.id, message.context)
            kept.add(message.id, known.string if known else "", context=message.context)
    return kept


def text_of(catalogue: Catalog) -> bytes:
    """Give a catalogue as a file without dates, so that the same messages are the same bytes."""
    file = BytesIO()
    write_po(file, catalogue, width=WIDTH, no_location=True, omit_header=True, sort_output=True)
    names = {"Language": str(catalogue.locale), "Plural-Forms": catalogue.plural_forms} if catalogue.locale else {}
    lines = [f'"{name}: {value}\\n"' for name, value in {**names, "Content-Type": "text/plain; charset=utf-8"}.items()]
    return "\n".join(('msgid ""', 'msgstr ""', *lines, "", "")).encode() + file.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """Give a catalogue as the product reads it."""
    file = BytesIO()
    read = read_po(BytesIO(text_of(catalogue)), locale=catalogue.locale)
    read.creation_date = read.revision_date = SAME_DAY
    write_mo(file, read)
    return file.getvalue()


def translated() -> Iterator[str]:
    """List the languages that messages are translated into."""
    return (language for language in LANGUAGES if language != SOURCE)


def _written() -> Iterator[tuple[str | None, Message]]:
    for path in sorted(SOURCE_FOLDER.rglob("*")):
        method = {".py": "python", ".html": "jinja2"}.get(path.suffix)
        if method is None or "migrations" in path.parts:
            continue
        options = {"trimmed": "true", "silent": "false"} if method == "jinja2" else {}
        with path.open("rb") as file:
            for _, message, _, context in extract(method, file, KEYWORDS, options=options):
                yield context, message


def _helps() -> Iterator[tuple[str | None, Message]]:
    return ((None, message) for message in messages(get_command(app)))


def main() -> None:
    """Write all of it."""
    TEMPLATE.write_bytes(text_of(collected()))
    for language in translated():
        catalogue = merged(language)
        (LOCALES / f"{language}.po").write_bytes(text_of(catalogue))
        (LOCALES / f"{language}.mo").write_bytes(compiled(catalogue))
        missing = [message.id for message in catalogue if message.id and not message.string]
        if missing:
            print(f"{language}: {len(missing)} messages are not translated yet: {missing[:3]}", file=sys.stderr)


if __name__ == "__main__":
    main()
