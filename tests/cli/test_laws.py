"""`cautery laws`: by flags, by questions, as JSON."""

from tests.cli.terminal import Terminal


def test_a_one_person_site_learns_of_the_hour(empty: Terminal) -> None:
    done = empty.run("laws", "--established", "de", "--users", "EU,GB")

    assert done.code == 0
    assert "tco.remove" in done.out
    assert "Missing (Article 15(1))" in done.out
    assert "no legal advice" in done.err
    assert 'users = ["EU", "GB"]' in done.err


def test_laws_are_told_to_programs(empty: Terminal) -> None:
    listed = empty.run("laws", "--established", "IN", "--json").listed

    assert [law["name"] for law in listed] == ["in_it_rules_2021"]
    assert listed[0]["clocks"][0]["length"] == "PT3H"


def test_a_country_that_is_none_is_refused(empty: Terminal) -> None:
    assert empty.run("laws", "--established", "Germany").code == 2


def test_who_cannot_be_asked_is_told_what_to_say(empty: Terminal) -> None:
    done = empty.run("laws")

    assert done.code == 2
    assert "--established DE" in done.err
