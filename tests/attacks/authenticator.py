"""Chromium with its virtual authenticator, in the hands of somebody with a passkey: an attack sends what it answers."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import httpx
from playwright.sync_api import Browser, Page

from cautery.access.tokens import form_token
from cautery.console.entry import COOKIE
from cautery.model.person import PersonId
from cautery.pipeline.entrance.sign_in import begin
from tests.attacks.site import Site

ASKS = """said => navigator.credentials.get(
  { publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(said) }).then(made => made.toJSON())"""
MAKES = """said => navigator.credentials.create(
  { publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(said) }).then(made => made.toJSON())"""
KIND_OF_DEVICE = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
Answer = dict[str, Any]


class Authenticator:
    """Somebody's device with one passkey, and a page on which it may be asked."""

    def __init__(self, site: Site, page: Page, person: str) -> None:
        self._site, self.page, self.person = site, page, person
        self.where = site.url.replace("127.0.0.1", "localhost")
        self._cdp = page.context.new_cdp_session(page)
        self._cdp.send("WebAuthn.enable")
        made = {**KIND_OF_DEVICE, "isUserVerified": True, "automaticPresenceSimulation": True}
        self._id = self._cdp.send("WebAuthn.addVirtualAuthenticator", {"options": made})["authenticatorId"]
        page.goto(f"{self.where}/sign-in")

    def question(self) -> Answer:
        """Have the site ask for a passkey."""
        asked: Answer = self.stranger().post("/passkey/question").json()
        return asked

    def answer(self, asked: Mapping[str, Any], **other: str) -> Answer:
        """Have the device answer a question, some of whose options are put differently."""
        found: Answer = self.page.evaluate(ASKS, {**asked, **other})
        return found

    def enters(self, answer: Answer) -> httpx.Response:
        """Send an answer to the door."""
        return self.stranger().post("/passkey", data={"answer": json.dumps(answer)})

    def make(self, session: str, **other: Any) -> Answer:
        """Have the device make a passkey for a session."""
        asked = self.within(session, "/you/passkeys/question").json()
        made: Answer = self.page.evaluate(MAKES, {**asked, **other})
        return made

    def adds(self, session: str, made: Answer) -> httpx.Response:
        """Send a new passkey in a session."""
        return self.within(session, "/you/passkeys", answer=json.dumps(made), name="laptop")

    def within(self, session: str, path: str, **said: str) -> httpx.Response:
        """Send a form in somebody's session."""
        with self.stranger() as browser:
            browser.cookies.set(COOKIE, session)
            return browser.post(path, data={"form_token": form_token(session), **said})

    def session(self, person: str = "") -> str:
        """Begin a session of somebody."""
        return begin(self._site.app, PersonId(person or self.person), how="password")

    def set_count(self, signed: int) -> None:
        """Put the device's counter to a number, as a copy of it has another one."""
        held = self._cdp.send("WebAuthn.getCredentials", {"authenticatorId": self._id})["credentials"]
        for one in held:
            self._cdp.send(
                "WebAuthn.removeCredential", {"authenticatorId": self._id, "credentialId": one["credentialId"]}
            )
            again = {**one, "signCount": signed}
            self._cdp.send("WebAuthn.addCredential", {"authenticatorId": self._id, "credential": again})

    def locks(self) -> None:
        """Let the device no longer see that its owner is there."""
        self._cdp.send("WebAuthn.setUserVerified", {"authenticatorId": self._id, "isUserVerified": False})

    def stranger(self) -> httpx.Client:
        """Give a client that calls the site by the name to which passkeys belong."""
        return httpx.Client(base_url=self.where, headers={"X-Forwarded-For": self._site.address()}, timeout=60)


@contextmanager
def device(site: Site, browser: Browser, *, enrolled: bool = True) -> Iterator[Authenticator]:
    """Give somebody new a device, with a passkey unless told otherwise."""
    context = browser.new_context()
    try:
        made = Authenticator(site, context.new_page(), site.person("reviewer"))
        if enrolled:
            session = made.session()
            assert made.adds(session, made.make(session)).status_code == 200
        yield made
    finally:
        context.close()
