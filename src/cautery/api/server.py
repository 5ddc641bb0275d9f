"""Puts the API together: routes, problems, and what every answer carries."""

from fastapi import APIRouter, Depends, FastAPI

from cautery.api.entry import RequestRate, bearer
from cautery.api.problems import tell_problems
from cautery.api.routes import (
    accounts,
    appeals,
    audit,
    banks,
    cases,
    checks,
    decisions,
    deliveries,
    effect,
    events,
    hooks,
    networks,
    notices,
    operators,
    orders,
    plans,
)
from cautery.app import App
from cautery.gate.bodies import KNOWN_BYTES, BodyBudget
from cautery.gate.headers import Headers
from cautery.pipeline.banks.content_check import ContentCheck
from cautery.pipeline.ingestion.shared import SharedIngestion

NOUNS = (
    events,
    checks,
    cases,
    decisions,
    plans,
    accounts,
    networks,
    operators,
    notices,
    orders,
    appeals,
    banks,
    effect,
    audit,
    hooks,
)
SIGNED = (deliveries,)
"""Who sends to these shows no person's key; the platform's signature is asked for instead."""
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}
ABOUT = """Moderation by people, for programs that help them. Every request shows a person's key and acts as that person,
within the key's scopes; only what platforms send by themselves is signed instead. Problems are told as RFC 9457 has it;
`Idempotency-Key` makes a repeated POST harmless."""


def make_api(installation: App, door: SharedIngestion, lookout: ContentCheck | None = None) -> FastAPI:
    """Give the API of an installation, to be mounted where `/v1` is."""
    api = FastAPI(title="cautery", version="1", description=ABOUT, docs_url=None, redoc_url=None)
    api.state.installation, api.state.door, api.state.pace = installation, door, RequestRate()
    api.state.strangers, api.state.known_callers = BodyBudget(), BodyBudget(KNOWN_BYTES)
    api.state.lookout = lookout or ContentCheck()
    tell_problems(api)
    every = APIRouter(dependencies=[Depends(bearer)])
    for noun in NOUNS:
        every.include_router(noun.router)
    api.include_router(every)
    for noun in SIGNED:
        api.include_router(noun.router)
    api.add_middleware(Headers, headers=HEADERS)
    return api
