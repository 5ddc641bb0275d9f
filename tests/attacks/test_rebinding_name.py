"""A name is a public address when it is looked at, and this machine when it is called: it is resolved once."""

import socket

import pytest

from cautery.errors import Temporary
from cautery.kit.fetch import fetch
from tests.attacks.site import Site

KIND = "addresses"


def test_it_does_not_work(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def resolves(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        asked.append(host)
        address = "203.0.113.7" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    called: list[str] = []

    def calls(address: tuple[str, int], **_: object) -> socket.socket:
        called.append(address[0])
        raise OSError("nobody is there")

    monkeypatch.setattr(socket, "getaddrinfo", resolves)
    monkeypatch.setattr(socket, "create_connection", calls)
    with pytest.raises(Temporary):
        fetch("http://rebinds.example/", may=lambda address: address == "203.0.113.7", within_s=5)
    monkeypatch.undo()

    assert asked == ["rebinds.example"]
    assert called == ["203.0.113.7"]
