from typing import get_args

from cautery.model.person import ROLES, Role


def test_the_roles_are_listed_once_and_in_their_order() -> None:
    assert get_args(Role) == ROLES
