"""`cautery keys`: what identifying traits are hashed with."""

from tests.cli.terminal import Terminal


def test_a_rotation_says_which_keys_are_in_use(empty: Terminal) -> None:
    first, second = empty.run("keys", "rotate", "--json").listed

    assert (first["key"], first["until"]) == ("k2", None)
    assert second["key"] == "k1"
    assert second["until"] is not None


def test_in_words_it_says_how_many(empty: Terminal) -> None:
    assert "Keys in use: 2." in empty.run("keys", "rotate").out


def test_the_secrets_of_webhooks_are_rotated_by_themselves(empty: Terminal) -> None:
    renewed = empty.run("keys", "rotate", "--webhooks", "--json").listed

    assert [key["until"] is None for key in renewed] == [True, False]
    assert len(empty.run("keys", "rotate", "--json").listed) == 2
