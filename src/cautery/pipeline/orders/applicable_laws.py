"""Which laws apply to a service, by where it is, who its users are and how large it is; what is missing under each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import msgspec

from cautery.errors import Invalid
from cautery.kit.shelf import take_all
from cautery.kit.unreadable import NOT_JSON
from cautery.policy import laws
from cautery.policy.law import EU, Law, LegalClock, LegalDuty, ServiceProfile
from cautery.settings.tables import ServiceFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicableLaw:
    """One law that applies, with what of it concerns this service."""

    name: str
    title: str
    why: str
    clocks: tuple[LegalClock, ...]
    duties: tuple[LegalDuty, ...]
    missing: tuple[LegalDuty, ...]
    """Duties that the settings do not show to be fulfilled."""


def every_law() -> Mapping[str, type[Law]]:
    """Give all laws on the shelf, by name."""
    return take_all(laws, Law)  # type: ignore[type-abstract]


def applicable_laws(service: ServiceFacts, *, on: date) -> tuple[ApplicableLaw, ...]:
    """List the laws that apply on a day; a service that names no country gets none."""
    profile = profile_of(service)
    if profile is None:
        return ()
    found = []
    for name, law in every_law().items():
        why = law.applies_to(profile) if law.holds_on(on) else None
        if why is not None:
            found.append(_applied(name, law, why, profile, service))
    return tuple(found)


def service_with(
    service: ServiceFacts, *, established: str | None, users: str | None, staff: int | None, turnover: float | None
) -> ServiceFacts:
    """Give the settings with answers in their place; refuse (Invalid) a country that is not two letters."""
    said: dict[str, object] = {"established": established and established.strip().upper(), "staff": staff}
    said |= {"turnover": turnover, "users": users and [one.strip().upper() for one in users.split(",") if one.strip()]}
    known = msgspec.structs.asdict(service) | {key: value for key, value in said.items() if value is not None}
    try:
        return msgspec.convert(known, ServiceFacts)
    except NOT_JSON:
        raise Invalid("Write each country as two letters, such as DE or GB; EU stands for all Member States.") from None


def as_toml(service: ServiceFacts) -> str:
    """Write the facts on which laws depend as they stand in cautery.toml."""
    users = ", ".join(f'"{country}"' for country in service.users)
    facts = (f'established = "{service.established}"', f"users = [{users}]", f"staff = {service.staff}")
    return "\n".join(("[service]", *facts, f"turnover = {service.turnover}"))


def profile_of(service: ServiceFacts) -> ServiceProfile | None:
    """Read the settings as facts; None while they do not say where the service is established."""
    if service.established is None:
        return None
    return ServiceProfile(
        established=service.established,
        users=frozenset(service.users),
        staff=service.staff,
        turnover=service.turnover,
    )


def _applied(name: str, law: type[Law], why: str, profile: ServiceProfile, service: ServiceFacts) -> ApplicableLaw:
    duties = tuple(
        duty for duty in law.duties if not (duty.not_if_small and profile.is_small) and _concerns(duty, profile)
    )
    return ApplicableLaw(
        name=name,
        title=law.title,
        why=why,
        clocks=tuple(clock for clock in law.clocks if not (clock.not_if_small and profile.is_small)),
        duties=duties,
        missing=tuple(duty for duty in duties if duty.needs and not getattr(service, duty.needs)),
    )


def _concerns(duty: LegalDuty, profile: ServiceProfile) -> bool:
    """Whoever is established in the Union needs no representative there."""
    return duty.needs != "representative" or profile.established not in EU
