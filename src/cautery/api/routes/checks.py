"""Check: is some content banked, or near to it? Nothing is kept or decided, and nothing fetched unless that is asked for."""

from base64 import b64decode
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Request, UploadFile
from pydantic import Base64Bytes, BaseModel, BeforeValidator, Field

from cautery.api.entry import KeyedRoute, RequiresScope
from cautery.app import App
from cautery.errors import Invalid
from cautery.gate.bodies import takes
from cautery.model.account import AccountId
from cautery.pipeline.banks.check import CheckQuestion, GivenMedia
from cautery.pipeline.banks.content_check import ContentCheck
from cautery.schemas.checks import CheckResult

router = APIRouter(prefix="/check", tags=["check"], route_class=KeyedRoute)
MOST_PIECES = 20
MOST_BYTES, MOST_FILE_BYTES = 12 * 2**20, 144 * 2**20
"""Of a question with pictures in it, and of a form with the largest film that is looked at."""
Kind = Literal["image", "video", "audio", "document"]
Link = Annotated[str, Field(max_length=4000)]
Account = Annotated[str | None, Field(max_length=500)]


def _strict(data: object) -> object:
    """Refuse what is no base64: decoders leave out what they do not know, and would look at nothing."""
    if isinstance(data, str):
        b64decode("".join(data.split()), validate=True)
    return data


class MediaBody(BaseModel):
    """A piece of media: its bytes, or hashes of it, or both."""

    kind: Kind = "image"
    data: Annotated[Base64Bytes | None, BeforeValidator(_strict), Field(description="Its bytes, in base64.")] = None
    hashes: Annotated[
        dict[str, Annotated[str, Field(max_length=2_000_000)]],
        Field(max_length=MOST_PIECES, description="What the platform computed: signal type to value."),
    ] = {}


class CheckBody(BaseModel):
    """What is to be published, or was."""

    text: str = Field(default="", max_length=100_000)
    links: list[Link] = Field(default=[], max_length=100)
    media: list[MediaBody] = Field(default=[], max_length=MOST_PIECES)
    account: Account = None


class Links(BaseModel):
    """What is to be fetched and looked at."""

    links: list[Link] = Field(min_length=1, max_length=5)


@router.post("")
@takes(MOST_BYTES)
def check(
    request: Request, content: CheckBody, app: Annotated[App, Depends(RequiresScope("check_content"))]
) -> CheckResult:
    """Say what in some content is banked, how near it is, and to what: the same material, never the same intent."""
    media = tuple(GivenMedia(data=one.data, kind=one.kind, hashes=tuple(one.hashes.items())) for one in content.media)
    return _asked(request, app, text=content.text, links=content.links, media=media, account=content.account)


@router.post("/files")
@takes(MOST_FILE_BYTES)
def check_files(
    request: Request,
    app: Annotated[App, Depends(RequiresScope("check_content"))],
    files: list[UploadFile],
    text: Annotated[str, Form(max_length=100_000)] = "",
    account: Annotated[Account, Form()] = None,
) -> CheckResult:
    """Say what in some files is banked, sent as a form: for films, which are large."""
    if len(files) > MOST_PIECES:
        raise Invalid(f"At most {MOST_PIECES} files are looked at together; send the others in another request.")
    media = tuple(GivenMedia(data=file.file.read(), kind="document") for file in files)
    return _asked(request, app, text=text, links=[], media=media, account=account)


@router.post("/fetched")
def check_fetched(
    request: Request, wanted: Links, app: Annotated[App, Depends(RequiresScope("fetch_links"))]
) -> CheckResult:
    """Fetch what links lead to and say what in it is banked, where the owner allows it; never from inside of a network."""
    lookout: ContentCheck = request.app.state.lookout
    return lookout.check_fetched(app, wanted.links)


def _asked(
    request: Request, app: App, *, text: str, links: list[str], media: tuple[GivenMedia, ...], account: str | None
) -> CheckResult:
    lookout: ContentCheck = request.app.state.lookout
    about = AccountId(account) if account else None
    return lookout.check(app, CheckQuestion(text=text, links=tuple(links), media=media, account=about))
