"""What could not be read is kept for a person and for a later version: without what identifies people.

An item that is no event has no fields that anybody knows, so identifiers are looked for by the name before them and by their
shape: mail addresses, telephone numbers, addresses of machines. Each is overwritten with as many letters as it had, so that an
item keeps its structure and can be read again. Ids of posts and accounts are long numbers and stay.
"""

import re

_NAMES = (
    rb"e?-?mail|mail_?address|phone|tel(?:ephone)?|mobile|msisdn|ip|ip_?addr(?:ess)?|remote_?addr|device(?:_?id)?|imei|imsi|"
    rb"mac|ssn|iban|passport|birth(?:day|date)|street|postal_?code|first_?name|last_?name|real_?name|token|secret|password"
)
_NAMED = re.compile(
    rb'("[\w.-]{0,40}?\b(?:[\w.-]*_)?(?:'
    + _NAMES
    + rb')"\s*:\s*)(?:"((?:[^"\\]|\\.){1,512})"|(-?[0-9][0-9.eE+-]{3,40}))',
    re.IGNORECASE,
)
_MAIL = re.compile(rb"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,6}")
_IPV4 = re.compile(rb"(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.])")
_HEX = rb"[0-9A-Fa-f]{1,4}"
_IPV6 = re.compile(
    rb"(?<![0-9A-Za-z:])(?:(?:" + _HEX + rb":){7}" + _HEX + rb"|(?:" + _HEX + rb":){1,6}:(?:" + _HEX + rb"(?::" + _HEX
    + rb"){0,5})?|::" + _HEX + rb"(?::" + _HEX + rb"){0,6})(?![0-9A-Za-z:])"
)  # fmt: skip
_MAC = re.compile(rb"(?<![0-9A-Fa-f:-])[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5}(?![0-9A-Fa-f:-])")
_PHONE = re.compile(
    rb"(?<![\w+])(?:\+|00)\d(?:[ ()./-]{0,2}\d){6,14}(?!\d)|(?<![\w-])\(\d{2,5}\)[ ]?\d{3,4}[ -]\d{3,4}(?!\d)"
)
_HIDDEN = b"x"


def redacted(raw: bytes) -> bytes:
    """Overwrite what identifies people, at the same length.

    >>> redacted(b'{"email": "ada@plaza.example", "id": "1593387213315784704"}')
    b'{"email": "xxxxxxxxxxxxxxxxx", "id": "1593387213315784704"}'
    """
    said = _NAMED.sub(_named, raw)
    for shape in (_MAIL, _IPV4, _IPV6, _MAC, _PHONE):
        said = shape.sub(lambda found: _HIDDEN * len(found[0]), said)
    return said


def _named(found: re.Match[bytes]) -> bytes:
    if found[2] is not None:
        return found[1] + b'"' + _HIDDEN * len(found[2]) + b'"'
    return found[1] + b"0" * len(found[3])
