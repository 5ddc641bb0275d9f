"""Providers: somebody comes in because the house's own OpenID provider says who they are; its groups give their roles."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from threading import BoundedSemaphore
from urllib.parse import urlencode, urlsplit

import msgspec

from cautery.access.openid import (
    REFUSED,
    Endpoints,
    ProviderClaims,
    credentials,
    discovery_of,
    endpoints_in,
    name_for,
    roles_for,
    told_in,
    verifier_of,
    wanted_in,
    way_to,
    with_more,
)
from cautery.access.provider import Provider
from cautery.access.tokens import fingerprint, new_secret
from cautery.app import App
from cautery.errors import Conflict, Missing, Refused, Temporary
from cautery.kit.addresses import is_public
from cautery.kit.fetch import FetchedResponse, ask
from cautery.kit.unreadable import NOT_JSON
from cautery.model.person import Admission, Person, PersonId, Role
from cautery.pipeline.entrance.allowance import use
from cautery.pipeline.entrance.sign_in import NOBODY, begin
from cautery.pipeline.entrance.standing import end_access
from cautery.store import entrance, identities, people
from cautery.store.database import ReadConnection

ANSWERED_IN = timedelta(minutes=10)
MOST_TRIES = 60
MOST_BYTES = 1_000_000
WITHIN_S = 10.0
PURPOSE = "provider"
AT_ONCE = 8
"""Of the threads that answer pages: a provider that is slow must not hold them all."""
_asking = BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderRedirect:
    """Where to send a browser, and the secret by which it is known when it comes back."""

    url: str
    secret: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderSignIn:
    """A session that began, and where somebody wanted to go."""

    secret: str
    to: str


class _Tokens(msgspec.Struct):
    id_token: str
    access_token: str = ""


def send_to_provider(app: App, *, to: str, back: str, address: str) -> ProviderRedirect:
    """Send somebody at the door to the provider; whatever comes back must answer this, once and soon."""
    provider = _provider(app)
    use(app, PURPOSE, address=address, most=MOST_TRIES, within=timedelta(hours=1))
    url = way_to(_endpoints(provider), provider, secret=(secret := new_secret()), to=to, back=back)
    with app.noting() as connection:
        nobody = PersonId(f"{NOBODY} {fingerprint(secret)[:12]}")
        ends_at = app.wall.now() + ANSWERED_IN
        entrance.add_link(connection, fingerprint(secret), person=nobody, purpose=PURPOSE, ends_at=ends_at)
    return ProviderRedirect(url=url, secret=secret)


def enter(app: App, secret: str, *, state: str, code: str, issuer: str, back: str) -> ProviderSignIn:
    """Let in whom the provider names, with the roles that their groups give; whoever has none is told.

    Args:
        secret: what this browser was given when it was sent.
        issuer: who the answer says it is from, where it says so (RFC 9207).
    """
    provider = _provider(app)
    to = wanted_in(state, secret=secret)
    with app.noting() as connection:
        _answered(app, connection, secret)
    endpoints = _endpoints(provider)
    if issuer != provider.issuer and (issuer or endpoints.authorization_response_iss_parameter_supported):
        raise Refused(REFUSED.format("it is from another provider"))
    told = _told(app, provider, endpoints, secret=secret, code=code, back=back)
    name = _known_as(app, provider, told)
    return ProviderSignIn(secret=begin(app, name, how="provider"), to=to)


def _answered(app: App, connection: ReadConnection, secret: str) -> None:
    """End a question; refuse an answer to none of ours, or one that came too late or twice."""
    if entrance.link(connection, fingerprint(secret), purpose=PURPOSE, at=app.wall.now()) is None:
        raise Refused(REFUSED.format("it came too late, or twice"))
    entrance.end_link(connection, fingerprint(secret))


def _told(app: App, provider: Provider, endpoints: Endpoints, *, secret: str, code: str, back: str) -> ProviderClaims:
    """Hand the code in, and read whom the provider names."""
    headers, fields = credentials(endpoints, provider, app.config.provider_secret)
    said = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "code_verifier": verifier_of(secret),
        **fields,
    }
    form = {"Content-Type": "application/x-www-form-urlencoded", **headers}
    handed = _ask(provider, endpoints.token_endpoint, method="POST", body=urlencode(said).encode(), headers=form)
    try:
        tokens = msgspec.json.decode(handed.data, type=_Tokens)
    except NOT_JSON as error:
        raise Refused(REFUSED.format("there is no token in it")) from error
    keys = _ask(provider, endpoints.jwks_uri).data
    access, at = tokens.access_token, app.wall.now()
    told = told_in(tokens.id_token, provider, keys=keys, secret=secret, access_token=access, at=at)
    if provider.groups in told.claims or endpoints.userinfo_endpoint is None:
        return told
    more = _ask(provider, endpoints.userinfo_endpoint, headers={"Authorization": f"Bearer {access}"})
    return with_more(told, more.data)


def _known_as(app: App, provider: Provider, told: ProviderClaims) -> PersonId:
    """Give the name of whom the provider names, with the roles that they have there now; a newcomer gets one.

    Whoever is refused for having none loses those they had: what ends there ends here.
    """
    roles = roles_for(provider, told)
    with app.acting_as(provider.issuer).writing() as tx:
        name = identities.person_of(tx.connection, provider.issuer, told.subject)
        who = people.get(tx.connection, name) if name else None
        if who is not None and who.active:
            identities.vouch(tx.connection, provider.issuer, told.subject, app.wall.now())
            if set(who.roles) - set(roles):
                end_access(tx, who.person, why="roles lost at the provider")
            if (who.roles, who.by) != (roles, tx.by):
                people.append(tx, [replace(who, roles=roles, by=tx.by, at=tx.at)])
    if who is not None and not who.active:
        raise Refused("You do not work here any more; ask an admin if that is wrong.")
    if not roles:
        raise Refused(f"None of your groups at {provider.title} gives you a role here; ask an admin for one.")
    return who.person if who is not None else _newcomer(app, provider, told, roles)


def _newcomer(app: App, provider: Provider, told: ProviderClaims, roles: tuple[Role, ...]) -> PersonId:
    """Make somebody known whom the provider names for the first time; never in the place of somebody who is here."""
    name = name_for(provider, told)
    with app.acting_as(provider.issuer).writing() as tx:
        if people.get(tx.connection, name) is not None:
            raise Conflict(
                f"{provider.title} calls you '{name}', and somebody else is called so here; ask an admin, who can "
                f"have you called otherwise there."
            )
        people.append(tx, [Person(person=name, roles=roles, by=tx.by, at=tx.at)])
        identities.add(tx.connection, provider.issuer, told.subject, person=name, at=app.wall.now())
        admission = Admission(person=name, event="came by the provider", detail=provider.issuer, at=tx.at)
        people.append_admissions(tx, [admission])
    return name


def _endpoints(provider: Provider) -> Endpoints:
    return endpoints_in(_ask(provider, discovery_of(provider.issuer)).data, provider)


def _ask(
    provider: Provider,
    url: str,
    *,
    method: str = "GET",
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
) -> FetchedResponse:
    """Ask the provider where the settings name it, wherever that is; where it sends us on, only at public addresses."""
    is_named = urlsplit(url).netloc == urlsplit(provider.issuer).netloc
    if not _asking.acquire(blocking=False):
        raise Temporary("Many people are coming in by the provider; try again in a moment.", retry_after_s=2)
    try:
        may = _anywhere if is_named else is_public
        answer = ask(url, method=method, body=body, headers=headers, may=may, most_bytes=MOST_BYTES, within_s=WITHIN_S)
    finally:
        _asking.release()
    if answer.status >= 500:
        raise Temporary("The provider cannot answer just now; try again, or come in by password.")
    if answer.status != 200:
        raise Refused(REFUSED.format(f"it answers {answer.status}"))
    return answer


def _anywhere(_: str) -> bool:
    return True


def _provider(app: App) -> Provider:
    if app.config.provider is None:
        raise Missing("No provider is set here; come in by password or passkey.")
    return app.config.provider
