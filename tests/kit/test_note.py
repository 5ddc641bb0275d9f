"""A note opens for the key that signed it, and for nothing that was changed since."""

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.errors import Invalid
from cautery.kit.note import (
    Checkpoint,
    Signer,
    Verifier,
    checkpoint_text,
    new_signer,
    read_checkpoint,
    read_signer,
    read_verifier,
)

PRIVATE = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz\n"
"""The published example of signed notes: a private key, its public half, a text, and the note that they make."""
PUBLIC = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW\n"
TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
NOTE = (
    f"{TEXT}\n— PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
HARBOUR = Signer(name="harbour.example/audit", seed=bytes(range(32)))


def test_the_published_example_is_signed_and_opened_letter_for_letter() -> None:
    signer, verifier = read_signer(PRIVATE), read_verifier(PUBLIC)

    assert signer.sign(TEXT) == NOTE
    assert verifier.open(NOTE) == TEXT
    assert signer.verifier() == verifier


def test_the_published_keys_are_written_as_they_were_read() -> None:
    assert read_signer(PRIVATE).written() == PRIVATE
    assert read_verifier(PUBLIC).written() == PUBLIC


@given(st.text(st.characters(codec="utf-8"), max_size=60).map(lambda text: text + "\n"))
@settings(max_examples=60)
def test_what_was_signed_comes_back_letter_for_letter(text: str) -> None:
    """Also a text with blank lines in it, and one that looks like a note itself."""
    assert HARBOUR.verifier().open(HARBOUR.sign(text)) == text
    assert HARBOUR.verifier().open(HARBOUR.sign(HARBOUR.sign(text))) == HARBOUR.sign(text)


@given(at=st.integers(0, len(NOTE.encode()) - 2), flip=st.integers(1, 255))
@settings(max_examples=200)
def test_a_note_with_any_byte_changed_does_not_open(at: int, flip: int) -> None:
    """Text, name, key hash or signature; the newline at the very end is nobody's."""
    bent = bytearray(NOTE.encode())
    bent[at] ^= flip
    note = bent.decode(errors="replace")

    with pytest.raises(Invalid):
        read_verifier(PUBLIC).open(note)


def test_a_key_of_the_same_name_opens_no_note_of_another() -> None:
    mine, theirs = new_signer("harbour.example"), new_signer("harbour.example")

    with pytest.raises(Invalid, match="not signed by 'harbour"):
        theirs.verifier().open(mine.sign("three entries\n"))


def test_a_signature_that_names_another_key_does_not_hold() -> None:
    """The four bytes before it say whose it is."""
    packed = base64.b64decode(NOTE.split()[-1])
    renamed = NOTE.replace(NOTE.split()[-1], base64.b64encode(b"\0" * 4 + packed[4:]).decode())

    with pytest.raises(Invalid, match="not signed by"):
        read_verifier(PUBLIC).open(renamed)


def test_a_note_that_others_signed_too_opens_for_each_of_them() -> None:
    """A witness adds a line; who knows only one of the keys passes over the others."""
    witness = new_signer("witness.example")
    both = HARBOUR.sign(TEXT) + witness.sign(TEXT).removeprefix(f"{TEXT}\n")

    assert HARBOUR.verifier().open(both) == TEXT
    assert witness.verifier().open(both) == TEXT


@pytest.mark.parametrize(
    "note", ["", "\n", TEXT, f"{TEXT}\n", f"{TEXT}\n— PeterNeumann", f"{TEXT}\n— PeterNeumann !!\n"]
)
def test_what_is_no_signed_note_is_refused(note: str) -> None:
    with pytest.raises(Invalid):
        read_verifier(PUBLIC).open(note)


def test_a_private_key_is_in_no_repr() -> None:
    """A log that prints what it was handed must not give the key away, in whatever form."""
    shown = f"{HARBOUR!r} {HARBOUR} {[HARBOUR]}"

    for secret in (repr(HARBOUR.seed), HARBOUR.seed.hex(), base64.b64encode(HARBOUR.seed).decode(), HARBOUR.written()):
        assert secret not in shown


def test_a_new_key_is_another_each_time_and_survives_its_file() -> None:
    one, other = new_signer("harbour.example"), new_signer("harbour.example")

    assert one.seed != other.seed
    assert read_signer(one.written()) == one
    assert read_verifier(one.verifier().written()) == one.verifier()


@pytest.mark.parametrize("name", ["", "har bour", "har+bour", "har\tbour", "har\nbour", "har\u00a0bour"])
def test_a_name_that_would_break_the_form_names_no_key(name: str) -> None:
    with pytest.raises(Invalid, match="cannot name a key"):
        new_signer(name)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "PRIVATE+KEY+PeterNeumann",
        PUBLIC,
        PRIVATE.replace("+AYEK", "+AYE"),
        PRIVATE.replace("+AYEK", "+AoEK"),
        PRIVATE.replace("KDFz", "KDF"),
        PRIVATE.replace("KDFz", "KDF!"),
        PRIVATE.replace("PeterNeumann", "PeterNewmann"),
    ],
)
def test_a_damaged_private_key_is_refused_without_being_shown(written: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_signer(written)

    assert "FALVFGyNhPJEMzD1QIDr" not in str(refused.value)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "PeterNeumann+c74f20a3",
        PUBLIC.replace("PeterNeumann", "PeterNewmann"),
        PUBLIC.replace("c74f20a3", "c74f20a4"),
        PUBLIC.replace("10TW", "10TX"),
        PUBLIC.replace("ARpc", "Ahpc"),
    ],
)
def test_a_public_key_that_is_not_what_its_hash_says_is_refused(written: str) -> None:
    """It came by mail or over the telephone: the four bytes are there to find a slip."""
    with pytest.raises(Invalid):
        read_verifier(written)


def test_a_key_id_depends_on_the_name_and_on_the_key() -> None:
    known = read_verifier(PUBLIC)

    assert known.key_id().hex() == "c74f20a3"
    assert Verifier(name="Somebody", key=known.key).key_id() != known.key_id()
    assert HARBOUR.verifier().key_id() != known.key_id()


def test_a_checkpoint_is_three_lines_and_comes_back() -> None:
    checkpoint = Checkpoint(origin="harbour.example", size=1234, root=bytes(range(32)))
    text = checkpoint_text(checkpoint)

    assert text == "harbour.example\n1234\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n"
    assert read_checkpoint(text) == checkpoint
    assert read_checkpoint(f"{text}more that others may add\n") == checkpoint


@pytest.mark.parametrize(
    "text",
    [
        "",
        "harbour\n12\n",
        "harbour\n-1\nAAAA\n",
        "harbour\ntwelve\nAAAA\n",
        "harbour\n12\n?\n",
        f"h\n{'9' * 5000}\nAA==\n",
    ],
)
def test_a_checkpoint_that_does_not_say_how_many_or_what_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        read_checkpoint(text)
