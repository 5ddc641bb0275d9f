"""Orders of authorities, handed in by an authority's gateway: authentic by its key, and by nothing else."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from cautery.api.entry import RequiresScope
from cautery.api.once import OnceRoute
from cautery.app import App
from cautery.model.order import OrderForm
from cautery.pipeline.orders.receiving import OrderReceipt, receive_order
from cautery.pipeline.orders.steps import OrderView, list_orders, show_order

router = APIRouter(prefix="/orders", tags=["orders"], route_class=OnceRoute)


class OrderBody(BaseModel):
    """An order, with what the steps depend on."""

    authority: str = Field(min_length=1, max_length=500)
    reference: str = Field(min_length=1, max_length=500)
    urls: list[Annotated[str, Field(min_length=1, max_length=4000)]] = Field(min_length=1, max_length=500)
    clause: str = Field(max_length=200, description="The clause of the policy nearest to the ground that is named.")
    reasons: str = Field(default="", max_length=10_000)
    law: str = Field(default="eu_tco_2021_784", max_length=100)
    clock: str = Field(default="tco.remove", max_length=100)
    issued_at: datetime | None = None
    contact: str = Field(default="", max_length=500)
    language: str = Field(default="", max_length=35)
    non_disclosure: bool = False
    non_disclosure_until: datetime | None = None


@router.post("", status_code=201)
def file_order(filed: OrderBody, app: Annotated[App, Depends(RequiresScope("file_orders"))]) -> OrderReceipt:
    """Hand an order in. Its clock runs from now; the same order again is a duplicate."""
    form = OrderForm(**{**filed.model_dump(), "urls": tuple(filed.urls)})
    evidence = f"handed in with a key of {app.person}"
    return receive_order(app, form, channel="api", authentic="yes", evidence=evidence)


@router.get("")
def list_all(app: Annotated[App, Depends(RequiresScope("see_orders"))]) -> tuple[OrderView, ...]:
    """List the orders: those that wait first, by their time limits."""
    return list_orders(app)


@router.get("/{order}")
def get_order(order: str, app: Annotated[App, Depends(RequiresScope("see_orders"))]) -> OrderView:
    """Give an order, where it stands, and its steps."""
    return show_order(app, order)
