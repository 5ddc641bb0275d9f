"""What reading JSON from outside raises: it is cut off, of another shape, no UTF-8, or nested deeper than a stack is."""

import msgspec

NOT_JSON = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)
"""msgspec tells of nesting by RecursionError, which is no error of its own, and of bytes that are no UTF-8 by Python's."""
