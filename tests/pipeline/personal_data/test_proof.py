"""The list of erasures holds only what the log's key signed, and each once."""

import pytest

from cautery.app import App
from cautery.errors import Invalid
from cautery.kit.note import new_signer
from cautery.pipeline.personal_data.proof import ErasureNote, add_note, read_notes, written
from tests.pipeline.conftest import app

__all__ = ["app"]


def test_each_erasure_is_listed_once(app: App) -> None:
    notes = [ErasureNote(id=name, subject="s", at=app.clock.now()) for name in "ab"]
    for note in (*notes, notes[0]):
        add_note(app, note)

    assert list(read_notes(app.config.erasures.read_text(), app.signer.verifier())) == notes
    assert list(read_notes("", app.signer.verifier())) == []


def test_what_another_key_signed_is_refused(app: App) -> None:
    note = ErasureNote(id="a", subject="s", at=app.clock.now())
    with pytest.raises(Invalid, match="not signed"):
        list(read_notes(written([note], new_signer("test.example")), app.signer.verifier()))
