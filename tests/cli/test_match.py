"""`cautery match`: is it known?"""

from pathlib import Path

import pytest
from PIL import ImageOps

from tests.cli.terminal import Terminal
from tests.material import landscape, saved


@pytest.fixture
def banked(empty: Terminal) -> Terminal:
    """Give an installation that knows a word and a link."""
    empty.run("banks", "add", "term", "lantern guard", "--expires", "2999-01-01")
    empty.run("banks", "add", "link", "https://justpaste.it/lanternguard")
    return empty


def test_a_banked_word_is_found_in_a_text(banked: Terminal) -> None:
    done = banked.run("match", "--text", "Long live the Lantern Guard", "--json")
    [match] = done.listed

    assert done.code == 0
    assert {"bank", "type", "distance", "value", "says"} <= set(match)
    assert (match["bank"], match["type"], match["distance"]) == ("house", "term", 0.0)


def test_a_banked_link_is_found_without_fetching_it(banked: Terminal) -> None:
    [match] = banked.run("match", "--url", "http://justpaste.it/lanternguard", "--json").listed

    assert match["type"] == "link"


def test_a_file_is_read_as_text(banked: Terminal, tmp_path: Path) -> None:
    (tmp_path / "flyer.txt").write_text("come to the lantern guard tonight")

    assert len(banked.run("match", "--file", tmp_path / "flyer.txt", "--json").listed) == 1


def test_what_is_not_known_is_no_error(banked: Terminal) -> None:
    assert (banked.run("match", "--text", "soup", "--json").code, banked.run("match", "--text", "soup").code) == (0, 0)
    assert banked.run("match", "--text", "soup", "--json").listed == []
    assert "Nothing banked" in banked.run("match", "--text", "soup").out


def test_in_words_it_names_the_bank(banked: Terminal) -> None:
    assert "house" in banked.run("match", "--text", "lantern guard").out


def test_what_has_expired_by_then_is_not_found(banked: Terminal) -> None:
    assert banked.run("match", "--text", "lantern guard", "--at", "2999-01-02", "--json").listed == []


def test_a_picture_that_was_banked_is_found_in_a_frame(banked: Terminal, tmp_path: Path) -> None:
    (tmp_path / "photo").write_bytes(saved(landscape(1)))
    (tmp_path / "framed").write_bytes(saved(ImageOps.expand(landscape(1), 50, "white"), "JPEG"))
    added = banked.run("banks", "add-file", tmp_path / "photo", "--why", "their sign", "--label", "flag", "--json")
    found = banked.run("match", "--file", tmp_path / "framed", "--json").listed

    assert [one["type"] for one in added.listed] == ["file_sha256", "file_md5", "image_pdq", "image_views"]
    assert {one["type"] for one in found} == {"image_pdq", "image_views"}


def test_a_file_that_cannot_be_read_is_looked_up_by_its_digest_and_told(banked: Terminal, tmp_path: Path) -> None:
    (tmp_path / "photo").write_bytes(b"\x89PNG\0\0")
    done = banked.run("match", "--file", tmp_path / "photo", "--json")

    assert (done.code, done.listed, "Not checked" in done.err) == (0, [], True)


def test_an_address_inside_of_a_network_is_not_fetched(banked: Terminal) -> None:
    assert banked.run("match", "--url", "http://127.0.0.1:1/", "--fetch").code == 4
    assert banked.run("match", "--text", "soup", "--fetch").code == 2


def test_nothing_to_look_for_is_invalid_and_no_file_is_missing(banked: Terminal, tmp_path: Path) -> None:
    assert banked.run("match").code == 2
    assert banked.run("match", "--file", tmp_path / "nowhere").code == 3
