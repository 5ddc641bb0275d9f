"""Deliveries: what a platform sends by itself. It shows no person's key: what it sends is signed, in the platform's own way."""

import logging
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request

from cautery.api.entry import KeyedRoute
from cautery.api.problems import Unknown
from cautery.app import App
from cautery.errors import Invalid, Missing, Refused
from cautery.gate.bodies import takes
from cautery.pipeline.ingestion.deliveries import receive
from cautery.pipeline.ingestion.shared import SharedIngestion
from cautery.platforms.connector import Delivery

router = APIRouter(prefix="/deliveries", tags=["deliveries"], route_class=KeyedRoute)
MOST_BYTES = 2**20
"""Of one delivery, for whoever sends it is not known before all of it was read."""
Name = Annotated[str, Path(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
_BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {}}},
        "description": "As the platform writes it.",
    }
}
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryReceipt:
    """What became of it."""

    accepted: int
    duplicate: int


async def delivery_of(request: Request) -> Delivery:
    """Read what is sent, when it is for a platform that there is."""
    app: App = request.app.state.installation
    if request.path_params["platform"] not in app.config.platforms:
        raise _nothing_from(request.path_params["platform"])
    return Delivery(headers=dict(request.headers), body=await request.body())


@router.post("/{platform}", status_code=202, openapi_extra=_BODY)
@takes(MOST_BYTES)
def take(request: Request, platform: Name, delivery: Annotated[Delivery, Depends(delivery_of)]) -> DeliveryReceipt:
    """Take in what a platform sends. Once this is answered, it is kept; the same again is known.

    Strangers knock here: what is wrong with the settings is told to whoever reads the log, and not to them.
    """
    app: App = request.app.state.installation
    door: SharedIngestion = request.app.state.door
    try:
        report = receive(app.acting_as("cautery"), door, platform, delivery)
    except Missing as error:
        log.info("A delivery was not taken: %s", error)
        raise _nothing_from(platform) from None
    except Refused as error:
        log.warning("A delivery was not taken: %s", error)
        raise Unknown(f"This is not signed as '{platform}' signs.") from None
    except Invalid as error:
        log.warning("A delivery was not taken: %s", error)
        raise
    return DeliveryReceipt(accepted=report.accepted, duplicate=report.duplicate)


def _nothing_from(platform: str) -> Missing:
    return Missing(f"No platform '{platform[:64]}' sends anything here.")
