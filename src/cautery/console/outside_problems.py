"""What went wrong, in the language and the words of people outside: they have no queue, no command line and no log."""

from cautery.errors import CauteryError, Conflict, Invalid, Missing, RateLimited, Refused
from cautery.translations.languages import SOURCE
from cautery.translations.speech import pgettext, speaking


def says_outside(error: Exception) -> str:
    """Say an error in the language at hand; what has no sentence of its own gets its kind's."""
    with speaking(SOURCE):
        english = _own()
    return dict(zip(english, _own(), strict=True)).get(str(error)) or _of_kind(error)


def says_status(status: int) -> str:
    """Say what a status means, in the language at hand."""
    if status == 429:
        return _of_kind(RateLimited(""))
    return _of_kind({404: Missing(), 403: Missing(), 405: Missing(), 409: Conflict(), 422: Invalid()}.get(status))


def _own() -> tuple[str, ...]:
    """List the sentences of `cases/filing` and `cases/appeals`, in the language at hand."""
    return (
        pgettext("outside", "Give the exact web address of the content and the name of the account."),
        pgettext("outside", "Say why you think this is terrorist content, in at most 5,000 characters."),
        pgettext("outside", "Please confirm that your information is accurate and complete."),
        pgettext(
            "outside", "The e-mail address is not valid. Leave the field empty, or write it like name@example.org."
        ),
        pgettext("outside", "A field is too long. Shorten it to at most 512 characters."),
        pgettext("outside", "The text contains a character that cannot be stored. Remove it and send it again."),
        pgettext("outside", "Say in your own words why the decision is wrong, in at most 10,000 characters."),
        pgettext("outside", "Your complaint has ten additions already. No more can be kept."),
        pgettext("outside", "Your complaint was decided meanwhile. The answer stands on this page."),
        pgettext("outside", "The time for complaints about this decision is over. You can still go to a court."),
    )


def _of_kind(error: Exception | CauteryError | None) -> str:
    match error:
        case RateLimited():
            return pgettext("outside", "Too many messages came from your network. Try again in an hour.")
        case Missing():
            return pgettext("outside", "This page does not exist, or is not available any more. Check the link.")
        case Invalid() | Refused() | Conflict():
            return pgettext(
                "outside", "Something in the form is missing, wrong or too long. Check it and send it again."
            )
    return pgettext("outside", "Something went wrong on our side. Try again later.")
