"""Whatever a provider did not sign, for us, now, for this visit, names nobody."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey

from cautery.access.openid import (
    ProviderClaims,
    credentials,
    discovery_of,
    endpoints_in,
    name_for,
    roles_for,
    state_of,
    told_in,
    verifier_of,
    wanted_in,
    way_to,
    with_more,
)
from cautery.access.provider import Provider
from cautery.errors import Invalid, Refused

ISSUER = "https://sso.harbour.example"
PROVIDER = Provider(
    issuer=ISSUER, client_id="cautery", roles={"keepers": ("reviewer",), "leads": ("triage", "senior")}, title="Harbour"
)
NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
SECRET = "what this browser knows"
KEY = RSAKey.generate_key(2048, {"kid": "k1"})
KEYS = json.dumps(KeySet([KEY]).as_dict(private=False)).encode()
DISCOVERED = {
    "issuer": ISSUER,
    "authorization_endpoint": f"{ISSUER}/auth",
    "token_endpoint": f"{ISSUER}/token",
    "jwks_uri": f"{ISSUER}/jwks",
}
ENDPOINTS = endpoints_in(json.dumps(DISCOVERED).encode(), PROVIDER)


def nonce() -> str:
    url = way_to(ENDPOINTS, PROVIDER, secret=SECRET, to="/queue", back="https://us.example/back")
    return parse_qs(urlsplit(url).query)["nonce"][0]


def token(*, key: Any = KEY, header: dict[str, str] | None = None, without: str = "", **other: Any) -> str:
    said = {"iss": ISSUER, "sub": "s1", "aud": "cautery", "nonce": nonce(), "groups": ["keepers"]}
    times = {"iat": int(NOON.timestamp()), "exp": int((NOON + timedelta(minutes=5)).timestamp())}
    claims = {name: value for name, value in {**said, **times, **other}.items() if name != without}
    header = header or {"alg": "RS256", "kid": "k1"}
    return jwt.encode(header, claims, key, algorithms=[header["alg"]])


def read(said: str) -> ProviderClaims:
    return told_in(said, PROVIDER, keys=KEYS, secret=SECRET, access_token="at", at=NOON)


def test_a_token_for_this_visit_names_somebody() -> None:
    told = read(token())

    assert told.subject == "s1"
    assert roles_for(PROVIDER, told) == ("reviewer",)


def of_no_key() -> str:
    _head, body, _ = token().split(".")
    return f"eyJhbGciOiJub25lIn0.{body}."


@pytest.mark.parametrize(
    "said",
    [
        token(iss="https://evil.example"),
        token(aud="another"),
        token(aud=["cautery", "another"], azp="another"),
        token(nonce="of another visit"),
        token(exp=int((NOON - timedelta(minutes=5)).timestamp())),
        token(nbf=int((NOON + timedelta(minutes=5)).timestamp())),
        token(at_hash="of-another-token"),
        token(key=RSAKey.generate_key(2048, {"kid": "k1"})),
        token(header={"alg": "HS256"}, key=OctKey.import_key("k" * 32)),
        *(token(without=name) for name in ("sub", "nonce", "exp", "iat", "aud", "iss")),
        of_no_key(),
        token()[:-8] + "AAAAAAAA",
        "",
        "a.b.c",
    ],
)
def test_any_other_token_names_nobody(said: str) -> None:
    with pytest.raises(Refused, match="was not accepted"):
        read(said)


@given(st.text(max_size=200))
def test_whatever_text_is_handed_in_names_nobody(said: str) -> None:
    with pytest.raises(Refused):
        read(said)


def test_a_browser_is_sent_with_a_challenge_and_never_with_what_answers_it() -> None:
    url = way_to(ENDPOINTS, PROVIDER, secret=SECRET, to="/queue", back="https://us.example/back")
    asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}

    assert url.startswith(f"{ISSUER}/auth?")
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert verifier_of(SECRET) not in url
    assert SECRET not in url
    assert len({asked["state"], asked["nonce"], asked["code_challenge"]}) == 3


@given(st.text(max_size=80))
def test_where_somebody_wanted_to_go_comes_back_to_the_browser_that_asked(to: str) -> None:
    state = state_of(SECRET, to=to)

    assert wanted_in(state, secret=SECRET) == to
    with pytest.raises(Refused, match="did not ask"):
        wanted_in(state, secret="another browser")


@given(st.text(max_size=80))
def test_a_made_up_state_leads_nowhere(state: str) -> None:
    with pytest.raises(Refused):
        wanted_in(state, secret=SECRET)


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"<html>",
        b"{}",
        json.dumps({**DISCOVERED, "issuer": "https://evil.example"}).encode(),
        json.dumps({**DISCOVERED, "token_endpoint": "http://sso.harbour.example/token"}).encode(),
        json.dumps({**DISCOVERED, "jwks_uri": "file:///etc/passwd"}).encode(),
    ],
)
def test_what_does_not_tell_of_this_provider_is_refused(document: bytes) -> None:
    with pytest.raises((Invalid, Refused)):
        endpoints_in(document, PROVIDER)


def test_a_provider_is_asked_by_tls_or_on_this_machine() -> None:
    assert discovery_of(f"{ISSUER}/") == f"{ISSUER}/.well-known/openid-configuration"
    assert discovery_of("http://127.0.0.1:9").startswith("http://")
    with pytest.raises(Invalid, match="https://"):
        discovery_of("http://sso.harbour.example")


def test_what_is_told_beside_the_token_must_be_of_the_same_person() -> None:
    told = with_more(ProviderClaims(subject="s1", claims={}), b'{"sub": "s1", "groups": "leads"}')

    assert roles_for(PROVIDER, told) == ("triage", "senior")
    for other in (b'{"sub": "s2"}', b"{}", b"[]", b""):
        with pytest.raises(Refused):
            with_more(told, other)


@pytest.mark.parametrize("groups", [None, [], ["guests"], "guests", 7, {"keepers": 1}, [["keepers"]]])
def test_whoever_is_in_no_group_of_ours_gets_no_role(groups: object) -> None:
    assert roles_for(PROVIDER, ProviderClaims(subject="s1", claims={"groups": groups})) == ()


@pytest.mark.parametrize(
    ("claims", "name"),
    [
        ({"preferred_username": "Ada.Lovelace"}, "ada.lovelace"),
        ({"email": "ada+desk@harbour.example"}, "ada-desk"),
        ({"preferred_username": "../admin"}, "person-"),
        ({"preferred_username": "Cautery"}, "person-"),
        ({"preferred_username": "../adam"}, "adam"),
        ({"preferred_username": "قناديل"}, "person-"),
        ({}, "person-"),
    ],
)
def test_a_newcomer_is_named_as_the_provider_calls_them_as_far_as_that_is_a_name(
    claims: dict[str, object], name: str
) -> None:
    assert name_for(PROVIDER, ProviderClaims(subject="7", claims=claims)).startswith(name)


def test_a_secret_travels_in_the_way_that_the_provider_takes() -> None:
    headers, fields = credentials(ENDPOINTS, PROVIDER, "a:b c")

    assert (headers, fields) == ({"Authorization": "Basic Y2F1dGVyeTphJTNBYitj"}, {})
    assert credentials(ENDPOINTS, PROVIDER, "") == ({}, {"client_id": "cautery"})
    by_form = endpoints_in(
        json.dumps({**DISCOVERED, "token_endpoint_auth_methods_supported": ["client_secret_post"]}).encode(), PROVIDER
    )
    assert credentials(by_form, PROVIDER, "x")[1] == {"client_id": "cautery", "client_secret": "x"}
