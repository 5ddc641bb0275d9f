"""Carries out what was approved, while nothing is served; then history is computed again without it."""

from collections.abc import Sequence
from dataclasses import replace

from cautery.app import App
from cautery.model.erasure import Erasure
from cautery.pipeline.personal_data.erasing import ErasureReport, accounts_to_erase, erase
from cautery.pipeline.personal_data.planning import listed
from cautery.pipeline.personal_data.proof import ErasureNote
from cautery.pipeline.personal_data.subject import subject_of
from cautery.store import erasures
from cautery.store.database import compact
from cautery.worker.alone import serving_alone
from cautery.worker.rebuilding import rebuild


def erase_approved(app: App) -> Sequence[ErasureReport]:
    """Carry out all approved erasures; refused (Conflict) while the home is served."""
    waiting = [one for one in listed(app) if one.state == "approved"]
    with serving_alone(app.config):
        done = [erase(app, one) for one in waiting]
        compact(app.database)
    rebuild(app, history=True, detection=bool(done))
    return done


def erase_again(app: App, notes: Sequence[ErasureNote]) -> Sequence[ErasureReport]:
    """Erase again whom a restored installation knows anew; it was all approved then, and is in the signed list."""
    done = []
    for note, about in accounts_to_erase(app, notes):
        with app.writing() as tx:
            told = Erasure(
                id=note.id,
                state="asked",
                subject=note.subject,
                told="{}",
                numbers=(),
                changed={},
                by=tx.by,
                at=tx.at,
                about=about,
            )
            open_now = {one.id: one for one in erasures.every(tx.connection)}.get(note.id)
            if open_now is None or open_now.about is None:
                erasures.append(tx, told, handles=sorted(subject_of(app, about).handles))
            erasures.append(tx, replace(told, state="approved"))
        done.append(erase(app, replace(told, state="approved")))
    return done
