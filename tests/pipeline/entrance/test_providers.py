"""Whom the provider names comes in with the roles of their groups there, once a question, and in nobody else's place."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from cautery.access.provider import Provider
from cautery.app import App
from cautery.errors import Conflict, Missing, RateLimited, Refused
from cautery.kit.clock import FrozenClock, WallClock
from cautery.model.person import PersonId
from cautery.pipeline.entrance.providers import MOST_TRIES, ProviderSignIn, enter, send_to_provider
from cautery.pipeline.entrance.sign_in import who_is
from cautery.pipeline.entrance.staff import deactivate, everybody
from cautery.pipeline.installation.verify_log import verify_log
from cautery.store import people
from tests.servers import openid
from tests.staffed import join


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with openid.provider() as running:
        yield running


@pytest.fixture
def sso(app: App, issuer: str, monkeypatch: pytest.MonkeyPatch) -> App:
    """Give an installation whose owner trusts the provider."""
    monkeypatch.setenv("CAUTERY_PROVIDER_SECRET", openid.SECRET)
    roles = {"keepers": ("reviewer",), "leads": ("senior", "admin")}
    app.wall = WallClock()  # the provider dates what it signs by the machine's clock
    app.config = replace(app.config, provider=Provider(issuer=issuer, client_id="cautery", roles=roles))  # type: ignore[arg-type]
    return app


def asked(app: App, login: str) -> tuple[str, dict[str, str]]:
    """Go to the provider, sign in there, and give the browser's secret and what it comes back with."""
    sent = send_to_provider(app, to="/people", back=openid.BACK, address="::1")
    said = parse_qs(urlsplit(openid.sign_in(sent.url, login)).query)
    return sent.secret, {"state": said["state"][0], "code": said["code"][0], "issuer": said["iss"][0]}


def come(app: App, login: str) -> ProviderSignIn:
    secret, said = asked(app, login)
    return enter(app, secret, back=openid.BACK, **said)


def roles(app: App, name: str) -> tuple[str, ...]:
    with app.reading() as connection:
        found = people.get(connection, PersonId(name))
    return found.roles if found else ()


def test_somebody_comes_in_with_the_roles_of_their_groups(sso: App) -> None:
    entered = come(sso, "leads-ada")
    visit = who_is(sso, entered.secret)

    assert visit is not None
    assert (visit.person.person, visit.person.roles, entered.to) == ("leads-ada", ("senior", "admin"), "/people")
    assert visit.session is not None
    assert visit.session.how == "provider"
    assert verify_log(sso).ok


def test_somebody_is_the_same_person_when_they_come_again(sso: App) -> None:
    come(sso, "keepers-ben")
    come(sso, "keepers-ben")

    [ben] = [one for one in everybody(sso) if one.person.person == "keepers-ben"]
    assert len(ben.sessions) == 2


def test_whoever_is_in_no_group_is_told_and_becomes_nobody(sso: App) -> None:
    with pytest.raises(Refused, match="None of your groups"):
        come(sso, "guests-eve")

    assert everybody(sso) == ()


def test_who_left_their_groups_loses_their_roles_here(sso: App) -> None:
    come(sso, "keepers-ben")
    assert sso.config.provider
    sso.config = replace(sso.config, provider=replace(sso.config.provider, roles={"leads": ("senior",)}))
    with pytest.raises(Refused, match="None of your groups"):
        come(sso, "keepers-ben")

    assert roles(sso, "keepers-ben") == ()


def test_whoever_was_let_go_stays_outside(sso: App) -> None:
    join(sso, "boss", "admin")
    come(sso, "keepers-ben")
    deactivate(sso, "keepers-ben")
    with pytest.raises(Refused, match="not work here any more"):
        come(sso, "keepers-ben")


def test_nobody_comes_in_as_somebody_who_is_here_already(sso: App) -> None:
    """Else whoever may choose their name at the provider may choose whose decisions they sign."""
    join(sso, "keepers-ben", "admin")
    with pytest.raises(Conflict, match="somebody else is called so"):
        come(sso, "keepers-ben")


def test_an_answer_opens_once_and_only_for_the_browser_that_asked(sso: App) -> None:
    secret, said = asked(sso, "keepers-ben")
    other, _ = asked(sso, "keepers-ben")
    with pytest.raises(Refused, match="did not ask"):
        enter(sso, other, back=openid.BACK, **said)
    assert enter(sso, secret, back=openid.BACK, **said).secret
    with pytest.raises(Refused, match="too late, or twice"):
        enter(sso, secret, back=openid.BACK, **said)


def test_a_code_that_another_browser_got_opens_nothing(sso: App) -> None:
    """Even with a state of one's own: the verifier and the nonce are of another visit (code injection)."""
    secret, said = asked(sso, "keepers-ben")
    _, stolen = asked(sso, "leads-ada")
    with pytest.raises(Refused, match="answers 400"):
        enter(sso, secret, back=openid.BACK, state=said["state"], code=stolen["code"], issuer=said["issuer"])


def test_an_answer_of_another_provider_or_too_late_opens_nothing(sso: App) -> None:
    secret, said = asked(sso, "keepers-ben")
    with pytest.raises(Refused, match="another provider"):
        enter(sso, secret, back=openid.BACK, **{**said, "issuer": "https://evil.example"})
    secret, said = asked(sso, "keepers-ben")
    sso.wall = FrozenClock(sso.wall.now() + timedelta(minutes=11))
    with pytest.raises(Refused, match="too late"):
        enter(sso, secret, back=openid.BACK, **said)


def test_a_wrong_secret_of_ours_opens_nothing(sso: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAUTERY_PROVIDER_SECRET", "guessed")
    with pytest.raises(Refused, match="answers 401"):
        come(sso, "keepers-ben")


def test_nobody_is_sent_anywhere_without_a_provider_nor_too_often(app: App, sso: App) -> None:
    for _ in range(MOST_TRIES):
        send_to_provider(sso, to="/", back=openid.BACK, address="::1")
    with pytest.raises(RateLimited):
        send_to_provider(sso, to="/", back=openid.BACK, address="::1")
    app.config = replace(app.config, provider=None)
    with pytest.raises(Missing, match="No provider"):
        send_to_provider(app, to="/", back=openid.BACK, address="::2")
