"""One form for each value, so that digests of equal things are equal.

Canonical JSON here is RFC 8785's order and spacing for the values that we write: objects with sorted keys, no spaces,
UTF-8, no floats that are not finite.
"""

import hashlib

import msgspec


def canonical_json(value: object) -> bytes:
    """Encode dataclasses, structs, mappings, times and plain values as canonical JSON."""
    return _encoder.encode(value)


def digest(*parts: str) -> str:
    """Name what is meant by its parts: 32 hex digits of SHA-256 over a form in which parts cannot run together.

    >>> digest("ab", "c") == digest("a", "bc")
    False
    """
    whole = b"".join(len(part.encode()).to_bytes(8, "big") + part.encode() for part in parts)
    return hashlib.sha256(whole).hexdigest()[:32]


_encoder = msgspec.json.Encoder(order="sorted")


def plain_row(value: object) -> dict[str, str]:
    """Give a flat record's fields as text; what is missing is ''."""
    fields: dict[str, object] = msgspec.to_builtins(value)
    return {name: "" if field is None else str(field) for name, field in fields.items()}
