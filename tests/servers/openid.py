"""A real OpenID provider (panva's oidc-provider), and people who sign in at it with browsers of theirs."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin

import httpx

from tests.servers.installed import node, script
from tests.servers.process import folder, free_port, running

SECRET = "a secret+of/ours: %"
BACK = "http://127.0.0.1/sign-in/provider/back"
MOST_STEPS = 12


@contextmanager
def provider() -> Iterator[str]:
    """Run a provider that sends people back to `BACK`; gives its issuer."""
    port = free_port()
    with folder("openid") as place:
        command = [node(), script("oidc.mjs"), str(port), BACK]
        with running(command, ready=_is_ready, log=Path(place) / "log", cwd=script("oidc.mjs").parent):
            yield f"http://127.0.0.1:{port}"


def sign_in(url: str, login: str) -> str:
    """Sign in at the provider's own pages, agree to everything, and give the address that it leads back to."""
    with httpx.Client(timeout=30) as browser:
        answer = browser.get(url)
        for _ in range(MOST_STEPS):
            where = urljoin(str(answer.url), answer.headers.get("location", ""))
            if answer.is_redirect and where.startswith(BACK):
                return where
            if answer.is_redirect:
                answer = browser.get(where)
                continue
            prompt = re.search(r'name="prompt" value="(\w+)"', answer.text)
            form = re.search(r'action="([^"]+)"', answer.text)
            assert prompt, answer.text
            assert form
            said = {"prompt": prompt[1], "login": login, "password": "any"}
            answer = browser.post(urljoin(str(answer.url), form[1]), data=said)
    raise AssertionError(f"the provider led nowhere: {answer.url}")


def refuse(url: str) -> str:
    """Turn back at the provider's first page; gives the address that it leads back to."""
    with httpx.Client(timeout=30, follow_redirects=True) as browser:
        page = browser.get(url)
        abort = re.search(r'href="([^"]+/abort)"', page.text)
        assert abort
        answer = browser.get(urljoin(str(page.url), abort[1]), follow_redirects=False)
        while not answer.headers["location"].startswith(BACK):
            answer = browser.get(urljoin(str(answer.url), answer.headers["location"]), follow_redirects=False)
        return str(answer.headers["location"])


def _is_ready(log: Path) -> bool:
    return "ready" in log.read_text(encoding="utf-8", errors="replace")
