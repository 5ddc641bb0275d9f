"""Letters that show nothing, and directions that turn what is read: what a reader sees is what is left.

Default_Ignorable_Code_Point of the Unicode Character Database, and controls that are no white space. Overrides of direction
(UAX 9, X4 and X5) are applied before they are left out.
"""

import re

_SHOWS_NOTHING = (
    "\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a"
)
_INVISIBLE = re.compile(f"[{_SHOWS_NOTHING}]+")
_OVERRIDDEN = re.compile("\u202e([^\u202c\u202e\n]{1,2000})\u202c?")


def without_invisible(text: str) -> str:
    """Give a text as it is seen; linear in its length.

    >>> without_invisible("lan\\u200btern"), without_invisible("\\u202enretnal\\u202c")
    ('lantern', 'lantern')
    """
    turned = _OVERRIDDEN.sub(lambda found: found[1][::-1], text) if "\u202e" in text else text
    return _INVISIBLE.sub("", turned)
