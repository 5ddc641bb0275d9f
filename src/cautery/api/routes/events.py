"""Events in: newline-delimited JSON, as the contract has it. What was acknowledged survives `kill -9`."""

from typing import Annotated

from fastapi import APIRouter, Body, Depends, Request

from cautery.api.entry import KeyedRoute, RequiresScope
from cautery.app import App
from cautery.gate.bodies import takes
from cautery.pipeline.ingestion.shared import SharedIngestion
from cautery.schemas.events import Received, Rejected

router = APIRouter(prefix="/events", tags=["events"], route_class=KeyedRoute)
MOST_BYTES = 32 * 1024 * 1024
SHOWN = 100


@router.post("", status_code=202)
@takes(MOST_BYTES)
def send(
    request: Request,
    lines: Annotated[bytes, Body(media_type="application/x-ndjson", description="One event a line, at most 1 MiB.")],
    app: Annotated[App, Depends(RequiresScope("send_events"))],
) -> Received:
    """Take in a batch of events. A bad line stops none of the others."""
    door: SharedIngestion = request.app.state.door
    report, rejects = door.take_in(app, lines)
    return Received(
        read=report.read,
        accepted=report.accepted,
        duplicate=report.duplicate,
        rejected=len(rejects),
        rejects=tuple(Rejected(line=reject.line, reason=reject.reason) for reject in rejects[:SHOWN]),
    )
