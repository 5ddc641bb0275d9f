"""A real bepasty, a site where people paste things."""

import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from tests.servers import process
from tests.servers.atproto import PASSWORD
from tests.servers.installed import python

ANYBODY = "let me paste"
"""The password of whoever pastes."""


@contextmanager
def running() -> Iterator[str]:
    """Run it, and give its address; `PASSWORD` is the administrator's."""
    with process.folder("bepasty") as place:
        port = process.free_port()
        settings = place / "bepasty.conf"
        (place / "storage").mkdir()
        settings.write_text(
            f"SITENAME = 'paste.test'\nSECRET_KEY = 'a secret of the tests'\nSTORAGE = 'filesystem'\n"
            f"STORAGE_FILESYSTEM_DIRECTORY = {str(place / 'storage')!r}\nDEFAULT_PERMISSIONS = 'read'\n"
            f"PERMISSIONS = {{{PASSWORD!r}: 'admin,list,create,modify,read,delete', {ANYBODY!r}: 'create,read'}}\n"
            f"SESSION_COOKIE_SECURE = False\n"
        )
        command = [python(), "-m", "gunicorn", "--threads", "4", "-b", f"127.0.0.1:{port}", "bepasty.wsgi:application"]
        with process.running(
            command, ready=lambda _: process.answers(port), env={"BEPASTY_CONFIG": str(settings)}, log=place / "log"
        ):
            yield f"http://127.0.0.1:{port}"


def paste(address: str, data: bytes, *, kind: str = "text/plain", name: str = "note.txt") -> str:
    """Paste something, as anybody; gives its name on the site, once it is whole."""
    headers = {"Content-Type": kind, "Content-Filename": name, "Content-Range": f"bytes 0-{len(data) - 1}/{len(data)}"}
    sent = httpx.post(
        f"{address}/apis/rest/items", content=b64encode(data), headers=headers, auth=("anybody", ANYBODY), timeout=60
    )
    sent.raise_for_status()
    where = sent.headers["Content-Location"]
    for _ in range(600):
        if httpx.get(f"{address}{where}", auth=("admin", PASSWORD)).json()["file-meta"]["hash"]:
            return str(where.rpartition("/")[2])
        time.sleep(0.05)
    raise RuntimeError(f"'{where}' was not hashed")


def lock(address: str, name: str) -> None:
    """Lock a paste, as the site's own people do."""
    done = httpx.post(f"{address}/apis/rest/items/{name}/lock", auth=("admin", PASSWORD), timeout=60)
    done.raise_for_status()
