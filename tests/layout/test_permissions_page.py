"""The page that says who may do what is printed from the code, and from nothing else."""

from docs.print_permissions import PAGE, written


def test_the_page_says_what_the_code_does() -> None:
    """Print it again with: python docs/print_permissions.py"""
    assert PAGE.read_text(encoding="utf-8") == written()
