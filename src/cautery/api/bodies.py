"""What a request may carry: a body larger than its route takes is refused before it is kept in memory."""

from collections.abc import Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cautery.api.problems import problem

MOST_BYTES = 48 * 2**20
MORE: Mapping[str, int] = {"/check/files": 144 * 2**20}
"""Routes whose bodies are written to disk as they come."""


class Bounded:
    """Counts what comes in, whether its length was said or not."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, or answer 413."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = next((size for path, size in MORE.items() if scope["path"].endswith(path)), MOST_BYTES)
        said = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
        if not said.isdigit() or int(said[:20]) > most:
            await problem(413, "Invalid", _says(most))(scope, receive, send)
            return
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            return message if taken <= most else {"type": "http.disconnect"}

        async def told(message: Message) -> None:
            """Say that it was too large, whatever is made of what came before."""
            if taken <= most:
                await send(message)
            elif message["type"] == "http.response.start":
                await problem(413, "Invalid", _says(most))(scope, receive, send)

        await self._app(scope, counted, told)


def _says(most: int) -> str:
    return f"This is larger than {most // 2**20} MiB; send it in parts."
