"""Tables for analysis: the same rows as Parquet, Arrow, CSV or NDJSON, as far as the key's scopes reach."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import StreamingResponse
from pydantic import Field

from cautery.api.entry import VISIT, KeyedRoute, RequiresScope
from cautery.app import App
from cautery.kit.clock import parse_time
from cautery.pipeline.analysis.forms import MEDIA_TYPE_OF, TableForm, write_form
from cautery.pipeline.analysis.tables import table_of, tables_for
from cautery.schemas.tables import TableList, TableListItem
from cautery.store import downloads

router = APIRouter(tags=["tables"], route_class=KeyedRoute)
PIECE = 256 * 1024
Time = Annotated[str | None, Query(max_length=40)]


@router.get("/tables")
def list_tables(request: Request, _: Annotated[App, Depends(RequiresScope("see_cases"))]) -> TableList:
    """List the tables that the key may read, and what a row of each is."""
    may = tables_for(request.scope[VISIT].permissions)
    return TableList(tables=tuple(TableListItem(name=table.name, says=table.says) for table in may))


@router.get("/tables/{name}", response_class=StreamingResponse)
def get_table(
    name: Annotated[str, Field(max_length=40)],
    request: Request,
    app: Annotated[App, Depends(RequiresScope("see_cases"))],
    form: TableForm = "parquet",
    since: Time = None,
    until: Time = None,
) -> StreamingResponse:
    """Give a table whole, or the rows between two times. The log keeps who asked for it."""
    frame = table_of(app, name, permissions=request.scope[VISIT].permissions, since=_time(since), until=_time(until))
    with app.writing() as tx:
        downloads.append(tx, name, form=form, asked=str(request.url.query))
    with TemporaryDirectory(prefix="cautery-table-") as folder:
        path = Path(folder) / "table"
        write_form(frame, path, form)
        file = path.open("rb")
    return StreamingResponse(_pieces(file), media_type=MEDIA_TYPE_OF[form])


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(PIECE):
            yield piece


def _time(said: str | None) -> datetime | None:
    return parse_time(said) if said else None
