"""Each table as a spreadsheet: with the reader's filter and rights, and an entry in the log before the first row leaves."""

from collections.abc import Callable
from itertools import chain, islice
from tempfile import TemporaryFile
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends
from fastapi.responses import Response, StreamingResponse

from cautery.console.entry import Desk, PageRoute, RequiresPage
from cautery.console.spreadsheets import MOST_ROWS, SPREADSHEETS, Spreadsheet
from cautery.errors import Missing
from cautery.kit.spreadsheets import MEDIA_TYPES, write_csv, write_xlsx
from cautery.store import downloads

router = APIRouter(route_class=PageRoute)


def _route(table: Spreadsheet) -> Callable[..., Response]:
    def download(form: str, desk: Annotated[Desk, Depends(RequiresPage(table.permission))]) -> Response:
        """Give a table as CSV or as a workbook."""
        return _download(desk, table, form)

    return download


def _download(desk: Desk, table: Spreadsheet, form: str) -> Response:
    if form not in MEDIA_TYPES:
        raise Missing(f"There is no download '{table.name}.{form[:20]}'; there are .csv and .xlsx.")
    asked = {name: desk.request.query_params[name][:200] for name in table.asks if desk.request.query_params.get(name)}
    told = table.rows(desk.app, asked)
    rows = islice(chain(list(islice(told, 1)), told), MOST_ROWS)  # what is refused is refused before anything leaves
    said = urlencode(asked)
    with desk.app.writing() as tx:
        downloads.append(tx, table.name, form=form, asked=said)
    name = f"{table.name}-{desk.app.clock.now():%Y-%m-%d}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if form == "csv":
        written = write_csv(table.columns, rows, zone=desk.zone)
        return StreamingResponse(written, media_type=MEDIA_TYPES[form], headers=headers)
    about = (
        f"Table: {table.name}",
        f"Filter: {said or 'none'}",
        f"Downloaded by {desk.person}, {desk.app.clock.now():%Y-%m-%d %H:%M} UTC",
    )
    with TemporaryFile() as file:
        write_xlsx(table.columns, rows, file, zone=desk.zone, about=about)
        file.seek(0)
        return Response(file.read(), media_type=MEDIA_TYPES[form], headers=headers)


for _table in SPREADSHEETS:
    router.add_api_route(f"/download/{_table.name}.{{form}}", _route(_table), methods=["GET"])
