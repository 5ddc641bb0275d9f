"""Passkeys (WebAuthn): an authenticator signs a question of ours, for our own name, after checking that its owner is there.

webauthn saves us reading what authenticators send and checking what they signed; this is its one door.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from cautery.errors import Refused
from cautery.kit.unreadable import NOT_JSON
from cautery.model.person import PersonId

_NO_ANSWER = (WebAuthnException, *NOT_JSON, ValueError, KeyError, TypeError, AttributeError)
"""What an answer raises that no authenticator made."""
_SURE = UserVerificationRequirement.REQUIRED
REFUSED = (
    "This passkey was not accepted: it is not known here, or its answer does not fit; try again, or use the password."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passkey:
    """What is kept of a passkey: its public half, and how often it signed, by which a copy would show."""

    id: str
    person: PersonId
    name: str
    public_key: bytes
    signed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RelyingParty:
    """By which name people reach us: passkeys belong to it and to no other."""

    origin: str

    @property
    def host(self) -> str:
        """The name without port and scheme."""
        return urlsplit(self.origin).hostname or ""


def question_for_new(person: PersonId, *, challenge: str, place: RelyingParty, known: Sequence[Passkey]) -> str:
    """Ask a browser to make a passkey; gives the options as JSON."""
    options = generate_registration_options(
        rp_id=place.host,
        rp_name="cautery",
        user_name=person,
        user_id=person.encode(),
        challenge=challenge.encode(),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=_SURE
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=base64url_to_bytes(passkey.id)) for passkey in known],
    )
    return options_to_json(options)


def new_passkey(answer: str, *, person: PersonId, name: str, challenge: str, place: RelyingParty) -> Passkey:
    """Read a new passkey from a browser's answer; refuse one that does not answer our question."""
    try:
        made = verify_registration_response(
            credential=answer,
            expected_challenge=challenge.encode(),
            expected_rp_id=place.host,
            expected_origin=place.origin,
            require_user_verification=True,
        )
    except _NO_ANSWER as error:
        raise Refused(REFUSED) from error
    return Passkey(
        id=bytes_to_base64url(made.credential_id),
        person=person,
        name=name,
        public_key=made.credential_public_key,
        signed=made.sign_count,
    )


def question_for_entering(*, challenge: str, place: RelyingParty) -> str:
    """Ask a browser for any passkey of ours; gives the options as JSON."""
    options = generate_authentication_options(rp_id=place.host, challenge=challenge.encode(), user_verification=_SURE)
    return options_to_json(options)


def passkey_in(answer: str) -> str:
    """Say which passkey an answer claims to be from."""
    try:
        return parse_authentication_credential_json(answer).id
    except _NO_ANSWER as error:
        raise Refused(REFUSED) from error


def signed_by(passkey: Passkey, answer: str, *, challenge: str, place: RelyingParty) -> int:
    """Check that a passkey signed our question for its owner; gives how often it signed by now. Refuse anything else."""
    try:
        whose = parse_authentication_credential_json(answer).response.user_handle
        checked = verify_authentication_response(
            credential=answer,
            expected_challenge=challenge.encode(),
            expected_rp_id=place.host,
            expected_origin=place.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.signed,
            require_user_verification=True,
        )
    except _NO_ANSWER as error:
        raise Refused(REFUSED) from error
    if whose is not None and whose != passkey.person.encode():
        raise Refused(REFUSED)
    return checked.new_sign_count
