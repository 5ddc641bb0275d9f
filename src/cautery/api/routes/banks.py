"""Banks: values that are known, put in, called harmless and ended."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request, Response, UploadFile
from pydantic import BaseModel, Field

from cautery.api.entry import KeyedRoute, RequiresScope
from cautery.app import App
from cautery.gate.bodies import takes
from cautery.model.bank import BankEntry
from cautery.pipeline.banks.content_check import ContentCheck
from cautery.pipeline.banks.entries import A_PAGE, page_of
from cautery.pipeline.banks.values import bank_data, bank_value, expire_value
from cautery.signals.banks.format import BETWEEN_LABELS

router = APIRouter(prefix="/banks", tags=["banks"], route_class=KeyedRoute)
Id = Annotated[str, Field(min_length=1, max_length=200)]
Short = Annotated[str, Field(max_length=200)]
LONGEST = 200_000
"""Letters of a value; those of films and recordings run to tens of thousands."""
MOST_BYTES, MOST_FILE_BYTES = 2 * 2**20, 144 * 2**20


class BankValueBody(BaseModel):
    """A value for a bank."""

    type: Short
    value: str = Field(min_length=1, max_length=LONGEST)
    opinion: str = Field(default="positive", max_length=20)
    why: str = Field(min_length=1, max_length=2000)
    policy: Short = ""
    labels: list[Short] = Field(default=[], max_length=20)
    confidence: float | None = Field(default=None, ge=0, le=1)
    share: float = Field(default=1.0, ge=0, le=1)
    expires_at: Short = ""


class ExpiryBody(BaseModel):
    """A value that is to end."""

    type: Short
    value: str = Field(min_length=1, max_length=LONGEST)
    why: str = Field(default="", max_length=2000)


@router.get("")
def list_entries(
    response: Response,
    app: Annotated[App, Depends(RequiresScope("see_banks"))],
    bank: Annotated[str | None, Field(max_length=200)] = None,
    before: Annotated[int | None, Query(ge=0, le=2**62)] = None,
    limit: Annotated[int, Query(ge=1, le=5000)] = A_PAGE,
) -> tuple[BankEntry, ...]:
    """List what holds in the banks, or in one of them, the newest first; values of another crime are withheld.

    The header `Cautery-Next` names what `before` is on the next page; where there is none, there is no header.
    """
    page = page_of(app, bank=bank, before=before, limit=limit)
    if page.next is not None:
        response.headers["Cautery-Next"] = str(page.next)
    return tuple(one.entry for one in page.entries)


@router.post("/{bank}", status_code=201)
@takes(MOST_BYTES)
def add(bank: Id, value: BankValueBody, app: Annotated[App, Depends(RequiresScope("change_banks"))]) -> BankEntry:
    """Put a value into a bank."""
    said = {name: str(given) for name, given in value.model_dump(exclude={"labels"}).items() if given not in (None, "")}
    return bank_value(app, {**said, "labels": BETWEEN_LABELS.join(value.labels)}, bank=bank)


@router.post("/{bank}/files", status_code=201)
@takes(MOST_FILE_BYTES)
def add_file(
    request: Request,
    bank: Id,
    app: Annotated[App, Depends(RequiresScope("change_banks"))],
    file: UploadFile,
    why: Annotated[str, Form(min_length=1, max_length=2000)],
    policy: Annotated[Short, Form()] = "house",
    labels: Annotated[list[Short], Form()] = [],  # noqa: B006
) -> tuple[BankEntry, ...]:
    """Put a file into a bank by all that it can be known again by; the file itself is not kept."""
    lookout: ContentCheck = request.app.state.lookout
    return bank_data(
        app, file.file.read(), looker=lookout.looker_of(app), bank=bank, why=why, policy=policy, labels=labels
    )


@router.post("/{bank}/ended")
@takes(MOST_BYTES)
def end(bank: Id, value: ExpiryBody, app: Annotated[App, Depends(RequiresScope("change_banks"))]) -> int:
    """End a value; gives how many entries ended."""
    return expire_value(app, bank=bank, kind=value.type, value=value.value, why=value.why)
