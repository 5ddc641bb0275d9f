"""Pieces: whether the media that a case shows are known, by their hashes; the bytes are not kept, and nobody sees them here."""

from cautery.app import App
from cautery.errors import Missing
from cautery.model.case import CaseId
from cautery.model.exhibit import ExhibitMedia
from cautery.pipeline.banks.check import CheckQuestion, GivenMedia, check
from cautery.schemas.checks import CheckResult
from cautery.store import exhibits, golds


def known_pieces(app: App, case: CaseId, post: str) -> CheckResult:
    """Ask the banks about the media of a post that a case shows."""
    with app.reading() as connection:
        shown = exhibits.of_case(connection, golds.behind(connection, case))
    item = next((one for one in (shown.items if shown else ()) if one.id == post), None)
    if item is None:
        raise Missing(f"Case {case} shows no post '{post}'.")
    hashed = [piece for piece in item.pieces if piece.sha256 or piece.pdq]
    return check(app, CheckQuestion(media=tuple(map(_given, hashed))))


def _given(piece: ExhibitMedia) -> GivenMedia:
    told = (("file_sha256", piece.sha256), ("image_pdq", piece.pdq))
    return GivenMedia(kind=piece.kind, hashes=tuple((name, value) for name, value in told if value))
