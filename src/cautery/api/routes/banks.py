"""Banks: values that are known, put in and ended."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from cautery.api.entry import Asks
from cautery.app import App
from cautery.model.bank import BankEntry
from cautery.pipeline.recognise import bank_entries, bank_value, expire_value

router = APIRouter(prefix="/banks", tags=["banks"])
Id = Annotated[str, Field(min_length=1, max_length=200)]


class Value(BaseModel):
    """A value for a bank."""

    type: str = Field(max_length=200)
    value: str = Field(min_length=1, max_length=10_000)
    opinion: str = Field(default="positive", max_length=20)
    why: str = Field(min_length=1, max_length=2000)


class Ended(BaseModel):
    """A value that is to end."""

    type: str = Field(max_length=200)
    value: str = Field(min_length=1, max_length=10_000)


@router.get("")
def list_entries(
    app: Annotated[App, Depends(Asks("see_banks"))], bank: Annotated[str | None, Field(max_length=200)] = None
) -> tuple[BankEntry, ...]:
    """List what is in the banks, or in one of them."""
    return bank_entries(app, bank=bank)


@router.post("/{bank}", status_code=201)
def add(bank: Id, value: Value, app: Annotated[App, Depends(Asks("change_banks"))]) -> BankEntry:
    """Put a value into a bank."""
    return bank_value(app, value.model_dump(), bank=bank)


@router.post("/{bank}/ended")
def end(bank: Id, value: Ended, app: Annotated[App, Depends(Asks("change_banks"))]) -> int:
    """End a value; gives how many entries ended."""
    return expire_value(app, bank=bank, kind=value.type, value=value.value)
