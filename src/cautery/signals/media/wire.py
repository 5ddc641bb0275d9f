"""How the limited process is spoken to: a length, then so many bytes, in both directions."""

import struct
from typing import BinaryIO

import msgspec

from cautery.model.content import MediaContent

MOST_ANSWERED = 32 * 2**20
_REQUEST, _ANSWER = struct.Struct(">Q?"), struct.Struct(">I")


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """A file to look at."""

    data: bytes
    to_bank: bool


class DecodeResult(msgspec.Struct, frozen=True, kw_only=True):
    """What was seen, or why nothing was."""

    media: MediaContent | None = None
    refused: str | None = None


def written_request(request: Request) -> tuple[bytes, bytes]:
    """Give what is sent before a file, and the file."""
    return _REQUEST.pack(len(request.data), request.to_bank), request.data


def read_request(pipe: BinaryIO) -> Request | None:
    """Take the next request; None when there is no other."""
    head = pipe.read(_REQUEST.size)
    if len(head) < _REQUEST.size:
        return None
    length, to_bank = _REQUEST.unpack(head)
    data = pipe.read(length)
    return Request(data=data, to_bank=to_bank) if len(data) == length else None


def write_answer(pipe: BinaryIO, answer: DecodeResult) -> None:
    """Send an answer."""
    body = msgspec.json.encode(answer)
    pipe.write(_ANSWER.pack(len(body)) + body)
    pipe.flush()


def length_of_answer(head: bytes) -> int:
    """Read how long the answer behind a head is; ValueError when it is longer than an answer can be."""
    (length,) = _ANSWER.unpack(head)
    if length > MOST_ANSWERED:
        raise ValueError
    return int(length)


def read_answer(body: bytes) -> DecodeResult:
    """Read an answer."""
    return msgspec.json.decode(body, type=DecodeResult)


ANSWER_HEAD = _ANSWER.size
