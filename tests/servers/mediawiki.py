"""A real MediaWiki on SQLite, as Debian ships it, behind PHP's own server."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from tests.servers import process
from tests.servers.installed import program

INSTALLED = Path("/usr/share/mediawiki")
_SETTINGS = """
$wgEnableUploads = true;
$wgFileExtensions = ['png', 'jpg', 'gif', 'txt', 'pdf'];
$wgGroupPermissions['*']['createaccount'] = true;
$wgAccountCreationThrottle = [];
$wgRateLimits = [];
$wgPasswordPolicy['policies']['default'] = [];
$wgPasswordConfig['pbkdf2']['cost'] = '1';
$wgJobRunRate = 0;
$wgMainCacheType = CACHE_NONE;
$wgSessionCacheType = CACHE_DB;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wiki:
    """Its address, and an administrator."""

    address: str
    user: str = "Warden"
    password: str = "open the gate, please"


class Writer:
    """Somebody with an account, who does what people do."""

    def __init__(self, wiki: Wiki, name: str, password: str = "") -> None:
        self.api, self.name = f"{wiki.address}/api.php", name
        self.http = httpx.Client(timeout=60)
        if not password:
            made = {"username": name, "password": f"password of {name}", "retype": f"password of {name}"}
            self.does("createaccount", token="createaccount", createreturnurl=wiki.address, **made)
        self.does("login", token="login", lgname=name, lgpassword=password or f"password of {name}")

    def writes(self, title: str, text: str) -> str:
        """Write a page; gives the id of the edit."""
        return f"{title}#{self.does('edit', title=title, text=text)['edit']['newrevid']}"

    def uploads(self, name: str, data: bytes) -> str:
        """Hand a file in; gives its title."""
        told = {"filename": name, "comment": "look", "ignorewarnings": "1"}
        self.does("upload", files={"file": (name, data, "text/plain")}, **told)
        return f"File:{name}"

    def does(self, action: str, *, token: str = "csrf", files: object = None, **said: str) -> dict[str, Any]:
        """Do anything else."""
        asked = {"action": "query", "meta": "tokens", "type": token, "format": "json"}
        given = self.http.get(self.api, params=asked).json()["query"]["tokens"][f"{token}token"]
        field = {"login": "lgtoken", "createaccount": "createtoken"}.get(token, "token")
        data = {"action": action, "format": "json", "formatversion": "2", field: given, **said}
        answer = self.http.post(self.api, data=data, files=files).json()  # type: ignore[arg-type]
        if "error" in answer or answer.get(action, {}).get("result", "Success") != "Success":
            raise RuntimeError(f"{action}: {answer}")
        return dict(answer)


def warden(wiki: Wiki) -> Writer:
    """Give the administrator."""
    return Writer(wiki, wiki.user, wiki.password)


@contextmanager
def running() -> Iterator[Wiki]:
    """Install one and run it."""
    php = program("php", "php-cli php-sqlite3 php-mbstring php-xml php-intl")
    if not INSTALLED.is_dir():
        raise FileNotFoundError(f"There is no '{INSTALLED}'; on Debian: apt-get install mediawiki")
    with process.folder("wiki") as place:
        port, pages = process.free_port(), place / "pages"
        wiki = Wiki(address=f"http://127.0.0.1:{port}")
        shutil.copytree(INSTALLED, pages, ignore=shutil.ignore_patterns("LocalSettings.php", "images"))
        (pages / "images").mkdir()
        _install(php, place, pages, wiki)
        command = [php, "-S", f"127.0.0.1:{port}", "-t", pages]
        with process.running(
            command,
            ready=lambda _: process.answers(port),
            env={"PHP_CLI_SERVER_WORKERS": "4"},
            cwd=pages,
            log=place / "log",
        ):
            yield wiki


def _install(php: str, place: Path, pages: Path, wiki: Wiki) -> None:
    """Make the tables and the settings, then the tables that the settings ask for."""
    install = [php, "maintenance/install.php", "--dbtype", "sqlite", "--dbpath", place / "db", "--server", wiki.address]
    _run([*install, "--scriptpath", "", "--pass", wiki.password, "Plaza", wiki.user], pages)
    with (pages / "LocalSettings.php").open("a") as settings:
        settings.write(_SETTINGS)
    _run([php, "maintenance/update.php", "--quick"], pages)


def _run(command: list[str | Path], pages: Path) -> None:
    done = subprocess.run(command, capture_output=True, text=True, cwd=pages, check=False)
    if done.returncode:
        raise RuntimeError(f"{command[1]} failed: {done.stdout[-2000:]}{done.stderr[-2000:]}")
