"""An OpenID provider says who somebody is: where to send them, and whether what came back was said to us, for this visit.

Authorisation code with PKCE (RFC 7636, 9700), OpenID Connect Core 3.1. Authlib saves us reading and checking what a provider
signed; this is its one door. Nothing is asked over the network here: `pipeline/entrance/providers` does.
"""

import hashlib
import hmac
import re
from base64 import b64encode, urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote_plus, urlencode, urlsplit

import msgspec
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from cautery.access.provider import Provider
from cautery.access.tokens import same
from cautery.errors import Invalid, Refused
from cautery.kit.canonical import digest
from cautery.kit.unreadable import NOT_JSON
from cautery.model.person import ROLES, PersonId, Role, is_name, is_reserved

SIGNED_WITH = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Only signatures that the provider alone can make: never 'none', and never a secret that we share."""
LEEWAY_S = 60
LONGEST_SUBJECT = 255
"""Letters, as OpenID Connect Core 1.0 (section 2) has it."""
LOCAL = ("127.0.0.1", "localhost", "::1")
REFUSED = "What the provider said was not accepted: {}; go back to the door and try again."


class Endpoints(msgspec.Struct, frozen=True, kw_only=True):
    """What a provider tells of itself (OpenID Connect Discovery)."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | None = None
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)
    authorization_response_iss_parameter_supported: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderClaims:
    """Whom a provider says that we have before us."""

    subject: str
    claims: Mapping[str, object]


def discovery_of(issuer: str) -> str:
    """Give the address where a provider tells of itself; refuse one that anybody on the way could change."""
    _refuse_open(issuer)
    return issuer.rstrip("/") + "/.well-known/openid-configuration"


def endpoints_in(document: bytes, provider: Provider) -> Endpoints:
    """Read what a provider tells of itself; refuse another provider's, and addresses that anybody could change."""
    try:
        found = msgspec.json.decode(document, type=Endpoints)
    except NOT_JSON as error:
        raise Invalid(f"'{provider.issuer}' is no OpenID provider, or tells of itself wrongly: {error}.") from None
    if found.issuer != provider.issuer:
        raise Refused(f"The provider calls itself '{found.issuer[:200]}', and not '{provider.issuer}' as it is set.")
    for address in (found.authorization_endpoint, found.token_endpoint, found.jwks_uri, found.userinfo_endpoint):
        _refuse_open(address or found.token_endpoint)
    return found


def way_to(endpoints: Endpoints, provider: Provider, *, secret: str, to: str, back: str) -> str:
    """Give the address to send somebody to.

    Args:
        secret: what only this browser and we know of this visit; state, nonce and verifier are made of it.
        to: the place of ours where they wanted to go.
        back: where the provider sends them back to.
    """
    asked = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": back,
        "scope": provider.scope,
        "state": state_of(secret, to=to),
        "nonce": _derived(secret, "nonce"),
        "code_challenge": create_s256_code_challenge(verifier_of(secret)),
        "code_challenge_method": "S256",
    }
    joint = "&" if urlsplit(endpoints.authorization_endpoint).query else "?"
    return f"{endpoints.authorization_endpoint}{joint}{urlencode(asked)}"


def state_of(secret: str, *, to: str) -> str:
    """Make what the provider hands back to prove that this browser asked; it carries where somebody wanted to go."""
    return f"{_derived(secret, f'state {to}')}.{urlsafe_b64encode(to.encode()).decode().rstrip('=')}"


def wanted_in(state: str, *, secret: str) -> str:
    """Give where somebody wanted to go; refuse what another browser asked for."""
    packed = state.partition(".")[2]
    try:
        to = urlsafe_b64decode(packed + "=" * (-len(packed) % 4)).decode()
    except ValueError:
        to = ""
    if not same(state, state_of(secret, to=to)):
        raise Refused(REFUSED.format("this browser did not ask for it"))
    return to


def verifier_of(secret: str) -> str:
    """Make what proves to the provider that whoever hands in the code is who asked for it (PKCE)."""
    return _derived(secret, "verifier")


def told_in(
    token: str, provider: Provider, *, keys: bytes, secret: str, access_token: str, at: datetime
) -> ProviderClaims:
    """Read whom a provider's token names; refuse one that it did not sign, for us, now, for this visit."""
    try:
        signed = jwt.decode(token, KeySet.import_key_set(msgspec.json.decode(keys)), algorithms=SIGNED_WITH)
        options = {"iss": {"value": provider.issuer}, "aud": {"value": provider.client_id}, "sub": {"essential": True}}
        meant = {"nonce": _derived(secret, "nonce"), "client_id": provider.client_id, "access_token": access_token}
        claims = CodeIDToken(signed.claims, signed.header, options, meant)
        claims.validate(now=int(at.timestamp()), leeway=LEEWAY_S)
    except (*NOT_JSON, JoseError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refused(REFUSED.format(type(error).__name__)) from error
    return ProviderClaims(subject=_subject(claims["sub"]), claims=dict(claims))


def _subject(said: object) -> str:
    """Read by what a provider knows somebody; anything but a short line of text could be taken for somebody else's."""
    if not isinstance(said, str) or not said.isprintable() or not 1 <= len(said) <= LONGEST_SUBJECT:
        raise Refused(REFUSED.format("it does not say whom it is about"))
    return said


def with_more(told: ProviderClaims, more: bytes) -> ProviderClaims:
    """Add what the provider tells of somebody beside its token; refuse what it tells of somebody else."""
    try:
        claims = msgspec.json.decode(more, type=dict[str, object])
    except NOT_JSON as error:
        raise Refused(REFUSED.format("it tells of nobody")) from error
    if claims.get("sub") != told.subject:
        raise Refused(REFUSED.format("it tells of somebody else"))
    return ProviderClaims(subject=told.subject, claims={**claims, **told.claims})


def roles_for(provider: Provider, told: ProviderClaims) -> tuple[Role, ...]:
    """List the roles that somebody's groups give here; none for whom no group of theirs gives one."""
    groups = told.claims.get(provider.groups)
    named = {
        str(group) for group in ([groups] if isinstance(groups, str) else groups if isinstance(groups, list) else [])
    }
    given = {role for group in named for role in provider.roles.get(group, ())}
    return tuple(role for role in ROLES if role in given)


def name_for(provider: Provider, told: ProviderClaims) -> PersonId:
    """Give a newcomer the name under which they decide: as the provider calls them, as far as it can be a name here."""
    said = str(told.claims.get(provider.names) or told.claims.get("email") or told.subject)
    name = re.sub(r"[^a-z0-9.-]+", "-", said.partition("@")[0].casefold()).strip("-.")[:40]
    if not is_name(name) or is_reserved(name):
        return PersonId(f"person-{digest('person', provider.issuer, told.subject)[:8]}")
    return PersonId(name)


def credentials(
    endpoints: Endpoints, provider: Provider, client_secret: str
) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Give the headers and the fields by which we prove to a provider who we are (RFC 6749, 2.3.1)."""
    if not client_secret:
        return {}, {"client_id": provider.client_id}
    if "client_secret_basic" not in endpoints.token_endpoint_auth_methods_supported:
        return {}, {"client_id": provider.client_id, "client_secret": client_secret}
    pair = f"{quote_plus(provider.client_id)}:{quote_plus(client_secret)}"
    return {"Authorization": f"Basic {b64encode(pair.encode()).decode()}"}, {}


def _derived(secret: str, what: str) -> str:
    return hmac.new(secret.encode(), what.encode(), hashlib.sha256).hexdigest()


def _refuse_open(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOCAL):
        raise Invalid(f"The provider's address '{address[:200]}' must begin with https://, or anybody could answer.")
