"""Takes JSON apart by its brackets alone, so that one item that no parser takes costs none of the others.

A parser reads a text whole or not at all: one item that is nested too deeply, or has half a letter in it, would cost a page.
"""

import re

_TOKEN = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{},:]', re.DOTALL)


def items_of(data: bytes, name: str) -> tuple[list[bytes] | None, bytes]:
    """Give the items of a list, each as it stands there, and the text around them, in which the list is empty.

    None in the place of items: there is no such list.

    Args:
        name: the field with the list, the first one of that name; '' where the text is the list.

    >>> items_of(b'{"chunk": [{"a": 1}, 7], "end": "t2"}', "chunk")
    ([b'{"a": 1}', b'7'], b'{"chunk": [], "end": "t2"}')
    """
    begin = _begin(data, f'"{name}"'.encode() if name else b"")
    if begin is None:
        return None, data
    items, depth, first = list[bytes](), 0, begin
    for token in _TOKEN.finditer(data, begin):
        letter = token[0]
        if letter in b"[{":
            depth += 1
        elif letter in b"]}" and depth:
            depth -= 1
        elif letter in b"]," and not depth:
            if item := data[first : token.start()].strip():
                items.append(item)
            if letter == b"]":
                return items, data[:begin] + data[token.start() :]
            first = token.end()
    return items, data  # it breaks off: whoever reads what is around it is told


def _begin(data: bytes, name: bytes) -> int | None:
    """Find where a list begins: behind its bracket."""
    before = [b"", b""]
    for token in _TOKEN.finditer(data):
        if token[0] == b"[" and before == ([name, b":"] if name else [b"", b""]):
            return token.end()
        before = [before[1], token[0]]
    return None
