"""The load of `bench/live`: an invented platform with removed accounts in it, and clients who send its events over HTTP."""

import random
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

READY_WITHIN_S = 240.0
REMOVED, CIRCLE, LEAST_ACCOUNTS = 200, 1_000, 20_000
"""Accounts 0 to 199 are removed; those up to 999 stand around them and write a twentieth of all; the others never met them."""
BEFORE = 20_000
"""Events that are there before anything is measured: what is rare is told by what others have."""
EVENTS_EACH = 50
"""Events of history for each account: a platform that has more of them has more accounts."""
WORDS = [f"w{number}" for number in range(3000)]


def accounts_at(size: int) -> int:
    """Say how many accounts a platform with so many events has."""
    return max(LEAST_ACCOUNTS, size // EVENTS_EACH)


def lines(name: str, many: int, *, accounts: int, begins: float | None = None, step_s: float = 0.0) -> list[bytes]:
    """Give invented events: posts mostly, follows, sessions, reactions, new accounts.

    Args:
        begins: when the first happens, in seconds since 1970; None: a second ago.
    """
    rng = random.Random(name)
    first = time.time() - 1 if begins is None else begins
    return [_line(rng, f"{name}-{place}", first + place * step_s, accounts) for place in range(many)]


def _line(rng: random.Random, name: str, at_s: float, accounts: int) -> bytes:
    near = rng.random() < 0.05
    who = f"a{rng.randrange(REMOVED, CIRCLE) if near else rng.randrange(CIRCLE, accounts)}"
    head = _head(name, at_s, who)
    kind = rng.random()
    if kind < 0.70:
        words = " ".join(rng.choices(WORDS, k=12))
        link = f" https://news{rng.randrange(500)}.example/{rng.randrange(9999)}" if kind < 0.07 else ""
        rest = f'"type":"post.created",{head},"post":{{"id":"p{name}","text":"{words}{link}","lang":"en"}}'
    elif kind < 0.86:
        other = rng.randrange(CIRCLE) if near else rng.randrange(CIRCLE, accounts)
        rest = f'"type":"follow.created",{head},"target":"a{other}"'
    elif kind < 0.93:
        traits = f'{{"device":"d{who}","ip":"10.{rng.randrange(200)}.{rng.randrange(200)}.7"}}'
        rest = f'"type":"session.started",{head},"traits":{traits}'
    elif kind < 0.99:
        rest = f'"type":"reaction.created",{head},"post":{{"id":"p{rng.randrange(99999)}"}},"kind":"like"'
    else:
        rest = _created(name, at_s, f"n{name}", f"new{name}", f"d{name}")
    return f"{{{rest}}}\n".encode()


def platform(at_s: float) -> list[bytes]:
    """Give what is known of the removed accounts, who stands around them, and some of the others."""
    rng = random.Random("removed")
    made = []
    for number in range(REMOVED):
        who = f"a{number}"
        made.append(_created(who, at_s, who, f"lamp{number}keeper", f"dev{number}"))
        made += [_post(f"{who}-{post}", at_s, who, said_by(number, post)) for post in range(4)]
        made += [_follow(f"{who}-f{n}", at_s, who, f"a{rng.randrange(REMOVED)}") for n in range(5)]
    for number in range(REMOVED, CIRCLE):
        who = f"a{number}"
        made += [_follow(f"{who}-f{n}", at_s, who, f"a{rng.randrange(REMOVED)}") for n in range(2)]
    others = lines("before", BEFORE, accounts=LEAST_ACCOUNTS, begins=at_s)
    return [*(f"{{{rest}}}\n".encode() for rest in made), *others]


def labels() -> str:
    """Give the decisions about the removed accounts, as `cautery label` reads them."""
    return "account,label\n" + "".join(f"a{number},violating\n" for number in range(REMOVED))


def said_by(number: int, post: int) -> str:
    """Give what a removed account wrote."""
    rng = random.Random(f"said {number} {post}")
    words = " ".join(f"ember{rng.randrange(4000)}" for _ in range(12))
    return f"{words} https://lamp{number % 40}.example/x telegram: @lamp_{number % 40}"


def noticed(name: str) -> bytes:
    """Give a post and a user's report about it."""
    at_s = time.time() - 1
    about = (
        f'"notice":{{"id":"{name}","about":{{"account":"{name}","post":"p{name}"}},"from":{{"kind":"user","id":"u1"}}}}'
    )
    notice = f'{{"type":"notice.received",{_head(f"{name}-n", at_s, "u1")},{about}}}\n'
    return f"{{{_post(name, at_s, name, 'An invented post that somebody reports.')}}}\n{notice}".encode()


def returned(name: str, number: int) -> bytes:
    """Give the opening of an account with the device of a removed one, and its first post."""
    at_s = time.time() - 1
    made = (
        _created(name, at_s, name, f"lamp{number}keeper2", f"dev{number}"),
        _post(f"{name}-0", at_s, name, said_by(number, 0)),
    )
    return "".join(f"{{{rest}}}\n" for rest in made).encode()


def suspect(name: str, number: int) -> bytes:
    """Give what puts an account among removed ones: their words, links and contacts, and whom it follows."""
    at_s = time.time() - 1
    made = [_post(f"{name}-{post}", at_s, name, said_by(number, post)) for post in range(4)]
    made += [_follow(f"{name}-f{n}", at_s, name, f"a{(number + n) % REMOVED}") for n in range(6)]
    return "".join(f"{{{rest}}}\n" for rest in made).encode()


def _head(name: str, at_s: float, who: str) -> str:
    moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at_s))
    return f'"id":"{name}","at":"{moment}","platform":"bench","account":"{who}"'


def _post(name: str, at_s: float, who: str, text: str) -> str:
    return f'"type":"post.created",{_head(name, at_s, who)},"post":{{"id":"p{name}","text":"{text}","lang":"en"}}'


def _follow(name: str, at_s: float, who: str, other: str) -> str:
    return f'"type":"follow.created",{_head(name, at_s, who)},"target":"{other}"'


def _created(name: str, at_s: float, who: str, handle: str, device: str) -> str:
    traits = f'{{"device":"{device}","email":"{device}@mail.example","phone":"{device}","ip":"192.0.2.{len(device)}"}}'
    return f'"type":"account.created",{_head(name, at_s, who)},"profile":{{"handle":"{handle}"}},"traits":{traits}'


@contextmanager
def served(home: Path, *, host: str = "") -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Serve an installation in a process of its own; `host`: under another host name, where this machine allows it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    serve = [sys.executable, "-m", "cautery.cli.main", "serve", "--port", str(port), "--home", str(home)]
    renamed = ["unshare", "-u", "sh", "-c", f'hostname {host}; exec "$@"', "sh"]
    process = subprocess.Popen(
        [*(renamed if host and shutil.which("unshare") else ()), *serve], stderr=(home / "serve.log").open("ab")
    )
    try:
        yield process, _ready(process, f"http://127.0.0.1:{port}", home)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=120)


def _ready(process: subprocess.Popen[bytes], where: str, home: Path) -> str:
    """Wait until it answers."""
    give_up_at = time.monotonic() + READY_WITHIN_S
    while True:
        try:
            httpx.get(f"{where}/sign-in", timeout=60)
            return where
        except httpx.HTTPError:
            if time.monotonic() > give_up_at or process.poll() is not None:
                raise RuntimeError((home / "serve.log").read_text()[-3000:]) from None
            time.sleep(0.05)


class Sender(threading.Thread):
    """One client: sends batches at its pace, each until it is acknowledged."""

    def __init__(
        self,
        where: str,
        key: str,
        *,
        name: str,
        size: int,
        batches: int,
        every_s: float,
        accounts: int = LEAST_ACCOUNTS,
    ) -> None:
        super().__init__(daemon=True)
        self.where, self.key, self.size, self.batches, self.every_s = where, key, size, batches, every_s
        self.sender, self.acknowledged, self.refused, self.stop = name, list[str](), 0, False
        self.took_s: list[float] = []
        """How long each answer took."""
        self._accounts = accounts
        self._client = httpx.Client(headers={"Authorization": f"Bearer {key}"}, timeout=60)

    def run(self) -> None:
        """Send all, or until told to stop."""
        begin = time.monotonic()
        for number in range(self.batches):
            name = f"{self.sender}-{number}"
            if self.sent(b"".join(lines(name, self.size, accounts=self._accounts))):
                self.acknowledged += [f"{name}-{place}" for place in range(self.size)]
            time.sleep(max(0.0, begin + (number + 1) * self.every_s - time.monotonic()))
            if self.stop:
                return

    def sent(self, body: bytes) -> bool:
        """Send until it is acknowledged; False when told to stop before."""
        while not self.stop:
            began = time.monotonic()
            try:
                answer = self._client.post(f"{self.where}/v1/events", content=body)
            except httpx.HTTPError:
                time.sleep(0.05)
                continue
            if answer.status_code == 202:
                self.took_s.append(time.monotonic() - began)
                return True
            self.refused += 1
            time.sleep(min(1.0, float(answer.headers.get("retry-after", "0.2"))))
        return False
