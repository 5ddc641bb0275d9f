"""Whoever has the folder can let somebody in, also when no admin can."""

from tests.cli.terminal import Terminal


def test_it_prints_a_link_for_somebody_with_roles(empty: Terminal) -> None:
    done = empty.run("invite", "ada", "--role", "admin", "--role", "senior", "--json")

    assert done.said["person"] == "ada"
    assert "/invitation/" in str(done.said["link"])


def test_what_is_no_role_or_no_name_is_told(empty: Terminal) -> None:
    assert empty.run("invite", "ada", "--role", "king").code == 2
    assert empty.run("invite", "A B", "--role", "admin").code == 2


def test_the_first_who_is_invited_may_have_any_role(empty: Terminal) -> None:
    """Whoever has the folder can invite an admin at any time, so nobody is locked out."""
    assert empty.run("invite", "ada", "--role", "reviewer").code == 0
