"""What names a person goes or is made up; what only looks like it stays."""

import msgspec

from cautery.model.account import Account, AccountId, Platform
from cautery.pipeline.personal_data.redaction import Redaction
from cautery.pipeline.personal_data.subject import DataSubject


def redaction(account: str, *handles: str) -> Redaction:
    about = Account(platform=Platform("harbour"), id=AccountId(account))
    return Redaction(DataSubject(about=about, handles=frozenset(handles)))


def test_an_account_whose_id_is_a_short_number_goes_without_harming_other_numbers() -> None:
    done = redaction("17")
    lines = (
        b'{"type":"follow.created","platform":"harbour","account":"17","id":"1","target":"5"}\n'
        b'{"type":"follow.created","platform":"harbour","account":"5","id":"17","target":"17"}\n'
        b'{"type":"follow.created","platform":"mill","account":"17","id":"2","target":"17"}\n'
    )
    left = done.lines(lines)[0]
    first, second = map(msgspec.json.decode, left.splitlines())

    assert (first["id"], first["target"]) == ("17", done.name)
    assert (second["account"], second["target"]) == ("17", "17")
    assert (done.events, done.mentions) == (1, 1)


def test_a_handle_that_is_a_word_is_a_name_only_with_an_at_or_alone() -> None:
    done = redaction("account-1", "reed")

    assert done.text("a reed by @Reed, reed@reeds and @reedy") == f"a reed by @{done.name}, reed@reeds and @reedy"
    assert done.text("reed") == done.name
    assert done.text('{"handle":"reed","text":"a reed"}') == f'{{"handle":"{done.name}","text":"a reed"}}'


def test_a_handle_that_is_no_word_is_a_name_anywhere() -> None:
    done = redaction("account-1", "nimue_2")

    assert done.text("see nimue_2, not nimue_22") == f"see {done.name}, not nimue_22"


def test_an_id_inside_an_address_is_found() -> None:
    done = redaction("did:plc:abc")

    assert done.names("at://did:plc:abc/app.post/1")
    assert not done.names("at://did:plc:abcd/app.post/1")


def test_a_batch_that_names_nobody_is_left_alone() -> None:
    line = b'{"type":"follow.created","platform":"harbour","account":"b","id":"1","target":"c"}\n'

    assert redaction("account-1", "nimue_2").lines(line) == ()


def test_a_name_written_in_escapes_is_found() -> None:
    done = redaction("зоя-17")
    line = (
        b'{"type":"follow.created","platform":"harbour","account":"b","id":"1","target":"\\u0437\\u043e\\u044f-17"}\n'
    )

    assert done.lines(line)


def test_where_there_is_no_room_the_name_is_shorter_and_at_last_the_event_goes() -> None:
    done = redaction("account-1")
    mention = b'{"type":"follow.created","platform":"harbour","account":"b","id":"1","target":"account-1"}\n'
    other = b'{"type":"follow.created","platform":"harbour","account":"b","id":"2","target":"c"}\n'
    left, short, others = done.lines(mention + other)

    assert (len(left) > len(short) > len(others), others) == (True, other)
    assert b'"target":"x"' in short
