"""Notices and their receipts: as programs are answered."""

from dataclasses import dataclass

from cautery.model.notice import FiledNotice


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeReceipt:
    """That a notice was received, and the part of the link under which its sender sees what becomes of it."""

    notice: str
    case: str
    receipt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notices:
    """A part of the notices."""

    notices: tuple[FiledNotice, ...]
    next: str | None
    """The cursor of the next part; null on the last."""
