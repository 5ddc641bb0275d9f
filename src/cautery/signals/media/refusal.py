"""What is said when something cannot be looked at: a reason for a person, and no failure of ours."""

from cautery.errors import Invalid


class Unreadable(Invalid):
    """A file that is broken, too large, or not what it seems; the message says which."""
