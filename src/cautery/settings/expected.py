"""What a setting may be, in words: for a mistake, and for the page that lists all settings."""

import json
from typing import Any

import msgspec
from msgspec import inspect as kinds


def expected(kind: Any) -> str:
    """Say in words what a key may be set to.

    A title in the type's `Meta` is what no type can tell.

    >>> expected(bool), expected(list[str])
    ('true or false, without quotes', 'a list of texts in quotes')
    """
    return _of(kinds.type_info(kind))


def shown(value: object) -> str:
    """Show a value as it would be written in TOML."""
    return json.dumps(msgspec.to_builtins(value), ensure_ascii=False)


def example(kind: Any) -> str | None:
    """Show one value that the type gives as an example; None: it gives none."""
    found = kinds.type_info(kind)
    examples = (found.extra_json_schema or {}).get("examples") if isinstance(found, kinds.Metadata) else None
    return shown(examples[0]) if examples else None


def _of(kind: kinds.Type) -> str:
    match kind:
        case kinds.Metadata():
            return str((kind.extra_json_schema or {}).get("title") or _of(kind.type))
        case kinds.BoolType():
            return "true or false, without quotes"
        case kinds.IntType() | kinds.FloatType():
            return ("a whole number" if isinstance(kind, kinds.IntType) else "a number") + _bounds(kind)
        case kinds.LiteralType():
            return "one of " + ", ".join(shown(value) for value in kind.values)
        case kinds.ListType() | kinds.VarTupleType():
            return f"a list of {_many(kind.item_type)}"
        case kinds.UnionType():
            return " or ".join(_of(one) for one in kind.types if not isinstance(one, kinds.NoneType))
        case kinds.StructType() | kinds.DataclassType() | kinds.DictType():
            return "a table"
    return "a text in quotes"


def _many(kind: kinds.Type) -> str:
    said = _of(kind).removeprefix("a ")
    return said.replace("number", "numbers", 1) if "number" in said else said.replace("text in", "texts in", 1)


def _bounds(kind: kinds.IntType | kinds.FloatType) -> str:
    least = f"from {kind.ge:,} on" if kind.ge is not None else f"above {kind.gt:,}" if kind.gt is not None else ""
    if kind.le is None:
        return f" {least}".rstrip()
    return f" from {kind.ge:,} to {kind.le:,}" if kind.ge is not None else f" {least}, at most {kind.le:,}"
