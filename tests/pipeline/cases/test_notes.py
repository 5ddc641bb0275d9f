"""Write notes about an account, for the next reviewer."""

import pytest

from cautery.app import App
from cautery.errors import Invalid
from cautery.pipeline.cases.case_file import background
from cautery.pipeline.cases.notes import write_note
from tests.staffed import join
from tests.world import neighbourhood


def test_notes_follow_the_account(app: App) -> None:
    ada = join(app, "ada", "reviewer")
    about = neighbourhood().returned
    write_note(ada, about, " sells lamps ")

    assert [(note.text, note.by) for note in background(app, about).notes] == [("sells lamps", "ada")]
    with pytest.raises(Invalid):
        write_note(ada, about, " ")
