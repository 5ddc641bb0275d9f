"""Whether requests are to be sent to this process: its database answers, its log is not behind, and its services live."""

from cautery.app import App
from cautery.errors import CauteryError
from cautery.store import services
from cautery.store.audit import refuse_if_behind

SILENT_S = 90.0
"""A service that is well says so every fifteen seconds; of those that fail, each is told on Health."""


def is_ready(app: App) -> bool:
    """Look; never raises."""
    try:
        with app.reading() as connection:
            beats = [one.ok_at or one.failed_at or 0.0 for one in services.every(connection)]
            note = app.config.checkpoint
            if note.exists():
                kept = note.read_text(encoding="utf-8", errors="replace")
                refuse_if_behind(connection, kept, verifier=app.signer.verifier())
    except (CauteryError, OSError):
        return False
    return not beats or app.wall.now().timestamp() - max(beats) < SILENT_S
