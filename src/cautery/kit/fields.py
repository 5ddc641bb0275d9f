"""What becomes of each field that a platform documents: one table a plug-in, held against what the platform really sends."""

from collections.abc import Iterator, Mapping

Fields = Mapping[str, Mapping[str, str]]
"""By entity of the platform, then by field: what it is used as here, or `not used: ` and why."""
NOT_USED = "not used: "


def used(**fields: str) -> dict[str, str]:
    """Say what fields are used as. A name that is no word in Python is written with '__' for '.', as in `m__relates_to`."""
    return {name.replace("__", "."): as_what for name, as_what in fields.items()}


def left_out(why: str, names: str) -> dict[str, str]:
    """Say that fields are deliberately not used, and why.

    >>> left_out("says nothing about people", "height width")
    {'height': 'not used: says nothing about people', 'width': 'not used: says nothing about people'}
    """
    return dict.fromkeys(names.split(), f"{NOT_USED}{why}")


def undecided(entity: Mapping[str, object], name: str, fields: Fields) -> list[str]:
    """List the fields of a recorded entity that nobody decided about."""
    return [f"{name}.{field}" for field in sorted(entity) if field not in fields.get(name, {})]


def rows_of(fields: Fields) -> Iterator[tuple[str, str, str]]:
    """Give a table's rows, in its own order: entity, field, what becomes of it."""
    for entity, decided in fields.items():
        yield from ((entity, field, what) for field, what in decided.items())
