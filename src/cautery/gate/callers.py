"""Who asks: the address at the other end, or whom a proxy that the owner named says that it is. Nobody else's word counts."""

from collections.abc import Sequence

from starlette.types import ASGIApp, Receive, Scope, Send

from cautery.kit.addresses import Network, behind, is_in


class Callers:
    """Puts the caller's own address and scheme in the place of the proxy's."""

    def __init__(self, app: ASGIApp, *, trusted: Sequence[Network]) -> None:
        self._app, self._trusted = app, tuple(trusted)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on."""
        if scope["type"] == "http" and scope.get("client") and is_in(scope["client"][0], self._trusted):
            peer, port = scope["client"]
            asks = behind(peer, _values(scope, b"x-forwarded-for"), trusted=self._trusted)
            scope = {**scope, "client": (asks, port), "scheme": _scheme(scope)}
        await self._app(scope, receive, send)


def _scheme(scope: Scope) -> str:
    """Give the scheme that the nearest proxy was asked by."""
    said = ",".join(_values(scope, b"x-forwarded-proto")).rpartition(",")[2].strip().lower()
    here: str = scope["scheme"]
    return said if said in ("http", "https") else here


def _values(scope: Scope, name: bytes) -> list[str]:
    return [value.decode("latin-1") for key, value in scope["headers"] if key == name]
