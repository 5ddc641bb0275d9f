"""Banks: what is known, who put it in and why; what is looked up, and why it matched."""

from typing import Annotated

from fastapi import APIRouter, Depends, File, Form, Path, Query, UploadFile
from fastapi.responses import RedirectResponse, Response

from cautery.console.entry import Desk, PageRoute, RequiresForm, RequiresPage
from cautery.console.render import page
from cautery.console.side_by_side import Hashes, hashes_of, outline_of
from cautery.errors import CauteryError
from cautery.gate.bodies import takes
from cautery.kit.canonical import digest
from cautery.model.bank import Match
from cautery.model.case import CaseId
from cautery.pipeline.banks.check import CheckQuestion, GivenMedia
from cautery.pipeline.banks.content_check import ContentCheck
from cautery.pipeline.banks.entries import dispute_entry, page_of, record_of, retract
from cautery.pipeline.banks.values import bank_data, bank_value
from cautery.pipeline.cases.exposure import count_exposure
from cautery.signals.kinds import signal_types

router = APIRouter(route_class=PageRoute)
MOST_FILE_BYTES, MOST_TEXT_BYTES = 144 * 2**20, 2**20
PICTURES = frozenset({"image_pdq", "image_views"})
Text = Annotated[str, Form(max_length=200_000)]
Name = Annotated[str, Form(max_length=200)]
Number = Annotated[int | None, Query(ge=0, le=2**62)]
EntryNumber = Annotated[int, Path(ge=0, le=2**62)]
Sent = Annotated[UploadFile | None, File()]


@router.get("/banks")
def show(
    desk: Annotated[Desk, Depends(RequiresPage("see_banks"))],
    bank: Annotated[str, Query(max_length=200)] = "",
    before: Number = None,
) -> Response:
    """Show what is banked, the newest first."""
    return _page(desk, bank=bank, before=before)


@router.post("/banks/check")
@takes(MOST_FILE_BYTES)
def check(
    desk: Annotated[Desk, Depends(RequiresForm("check_content"))], text: Text = "", link: Name = "", file: Sent = None
) -> Response:
    """Say what of a text, a link or a file is banked, or near to it, and why."""
    data = file.file.read() if file is not None else b""
    media = (GivenMedia(data=data, kind="document"),) if data else ()
    question = CheckQuestion(text=text, links=(link,) if link else (), media=media)
    answer = _lookout(desk).check(desk.app, question)
    beside = [_beside(match) for match in answer.matches]
    return page(
        desk, "matches.html", question=question, answer=answer, matches=list(zip(answer.matches, beside, strict=True))
    )


@router.post("/banks/outlines")
@takes(MOST_TEXT_BYTES)
def outlines(
    desk: Annotated[Desk, Depends(RequiresForm("check_content"))], known: Text = "", seen: Text = ""
) -> Response:
    """Show two outlines side by side, to whoever asks for it; it counts as a look at what a case shows."""
    drawn = (outline_of(seen), outline_of(known))
    count_exposure(desk.app, CaseId(f"outlines {digest(known, seen)}"), items=1)
    return page(desk, "outlines.html", seen=drawn[0], known=drawn[1])


@router.post("/banks/add")
@takes(MOST_FILE_BYTES)
def add(
    desk: Annotated[Desk, Depends(RequiresForm("change_banks"))],
    bank: Name = "",
    type: Name = "",  # noqa: A002
    value: Text = "",
    opinion: Name = "positive",
    policy: Name = "house",
    why: Name = "",
    file: Sent = None,
) -> Response:
    """Put a value into a bank, or a file by all that it can be known again by."""
    data = file.file.read() if file is not None else b""
    try:
        if data:
            bank_data(desk.app, data, looker=_lookout(desk).looker_of(desk.app), bank=bank, why=why, policy=policy)
        else:
            said = {"type": type, "value": value, "opinion": opinion, "policy": policy, "why": why}
            bank_value(desk.app, said, bank=bank)
    except CauteryError as error:
        return _page(desk, problem=str(error))
    return RedirectResponse("/banks", status_code=303)


@router.get("/banks/values/{number}")
def value(desk: Annotated[Desk, Depends(RequiresPage("see_banks"))], number: EntryNumber) -> Response:
    """Show a value: where it comes from, under which policy, until when, and all that was ever said of it."""
    return page(desk, "banked.html", record=record_of(desk.app, number))


@router.post("/banks/values/{number}/retract")
def take_back(
    desk: Annotated[Desk, Depends(RequiresForm("change_banks"))], number: EntryNumber, why: Name = ""
) -> Response:
    """Take an entry back, with the reason."""
    retract(desk.app, number, why=why)
    return RedirectResponse(f"/banks/values/{number}", status_code=303)


@router.post("/banks/values/{number}/harmless")
def harmless(
    desk: Annotated[Desk, Depends(RequiresForm("change_banks"))], number: EntryNumber, why: Name = ""
) -> Response:
    """Hold against an entry that its value is harmless."""
    dispute_entry(desk.app, number, why=why)
    return RedirectResponse(f"/banks/values/{number}", status_code=303)


def _page(desk: Desk, *, bank: str = "", before: int | None = None, problem: str = "") -> Response:
    said = {"shown": page_of(desk.app, bank=bank or None, before=before), "bank": bank, "types": sorted(signal_types())}
    clauses = list(desk.app.policy.clauses)
    return page(desk, "banks.html", status=422 if problem else 200, clauses=clauses, problem=problem, **said)


def _beside(match: Match) -> Hashes | None:
    return hashes_of(match.value, match.seen) if match.type in PICTURES and match.seen else None


def _lookout(desk: Desk) -> ContentCheck:
    lookout: ContentCheck = desk.request.app.state.lookout
    return lookout
