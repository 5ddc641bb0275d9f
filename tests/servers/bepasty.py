"""A real bepasty, a site where people paste things."""

from collections.abc import Iterator
from contextlib import contextmanager

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
