"""Write notes about an account, for the next reviewer."""

from cautery.app import App
from cautery.errors import Invalid
from cautery.model.account import Account
from cautery.model.judgement import Note
from cautery.store import judgements

LONGEST_NOTE = 4000


def write_note(app: App, about: Account, text: str) -> Note:
    """Write something down about an account, for whoever looks at it next."""
    if not 1 <= len(text.strip()) <= LONGEST_NOTE:
        raise Invalid(f"A note has at least one letter, and at most {LONGEST_NOTE}.")
    with app.writing() as tx:
        note = Note(about=about, text=text.strip(), by=tx.by, at=tx.at)
        judgements.append_note(tx, note)
    return note
