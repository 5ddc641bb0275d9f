"""The log and the installation: is the one whole, and the other sound?"""

from typing import Annotated

from fastapi import APIRouter, Depends

from cautery.api.entry import Asks
from cautery.app import App
from cautery.pipeline.establish import Health, examine
from cautery.pipeline.prove import verify_log
from cautery.store.audit import Verification

router = APIRouter(tags=["audit"])


@router.get("/audit")
def verify(app: Annotated[App, Depends(Asks("see_audit"))]) -> Verification:
    """Prove the log: whatever was changed, dropped or added is told."""
    return verify_log(app)


@router.get("/health")
def health(app: Annotated[App, Depends(Asks("see_health"))]) -> Health:
    """Look at every part of the installation."""
    return examine(app)
