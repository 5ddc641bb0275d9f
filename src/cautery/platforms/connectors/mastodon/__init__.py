"""A Mastodon of one's own, as one of its moderators.

In come public posts of the server's own accounts, and what people report, resolved or not. Accounts that are opened, follows,
and posts that are not public are not read.

`suspend` suspends, `restrict` limits (Mastodon calls it to silence), `mark` marks all media of the account as sensitive. All
can be taken back, but Mastodon deletes what a suspended account had after 30 days: with `suspend = "disable"` the account is
only locked out, what it posted stays up, and nothing is ever deleted.

Settings: `address` is the server's (4.3 or newer), `secret` the access token of a moderator with the scopes `read`, `write`,
`admin:read` and `admin:write`. Who wants a measure is noted in that moderator's private note on the account (lines that begin
with `cautery`), so keep one account for it. Whoever takes a measure that we took already leaves no trace that we see.

No server can be had for the tests: they play back answers that a real 4.7 gave, so that what depends on a server's memory
(decisions that meet, lost answers, patience) is not drilled as it is for other platforms, nor is the note on a suspended
account. Try it on a server of your own first.
"""

from cautery.platforms.connectors.mastodon.platform import Mastodon

__all__ = ["Mastodon"]
