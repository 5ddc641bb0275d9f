"""The page that lists all settings is printed from the types, and from nothing else."""

from docs.print_settings import PAGE, written


def test_the_page_says_what_the_types_say() -> None:
    """Print it again with: python docs/print_settings.py"""
    assert PAGE.read_text(encoding="utf-8") == written()
