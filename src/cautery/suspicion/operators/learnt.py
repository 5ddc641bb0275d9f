"""Where what was learnt about returns is kept."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from cautery.errors import Permanent
from cautery.kit.files import replace_file
from cautery.kit.unreadable import NOT_JSON
from cautery.suspicion.operators.learn import Learnt


def keep_learnt(learnt: Learnt, folder: Path) -> None:
    """Keep it; it survives a crash."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    replace_file(folder / "operators.json", msgspec.json.encode(learnt))


def fetch_learnt(folder: Path) -> Learnt | None:
    """Read what was learnt; None where nothing was."""
    path = folder / "operators.json"
    try:
        return msgspec.json.decode(path.read_bytes(), type=Learnt) if path.exists() else None
    except NOT_JSON:
        raise Permanent(f"'{path}' is damaged; delete it, and learn again with: cautery fit") from None


def keep_shares(shares: Mapping[str, float], folder: Path) -> None:
    """Keep which share of newcomers stands how to removed accounts; it survives a crash."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    replace_file(folder / "shares.json", msgspec.json.encode(shares))


def fetch_shares(folder: Path) -> Mapping[str, float]:
    """Read the shares; empty where none were learnt, or what is there cannot be read: they are learnt again soon."""
    try:
        return msgspec.json.decode((folder / "shares.json").read_bytes(), type=dict[str, float])
    except (*NOT_JSON, FileNotFoundError):
        return {}
