"""A Mastodon of one's own, as one of its moderators.

In come the public posts of the server's own accounts, and what people report, resolved or not: streamed while somebody listens
(then also what is changed and deleted), and asked for where nobody did. With the server's webhooks come accounts too, and posts
that no list shows. Follows, and posts that are not for everybody, are not read.

`suspend` suspends, `restrict` limits (Mastodon calls it to silence), `mark` marks all media of the account as sensitive. All
can be taken back, but Mastodon deletes what a suspended account had after 30 days: with `suspend = "disable"` the account is
only locked out, what it posted stays up, and nothing is ever deleted.

Settings: `address` is the server's (4.3 or newer), `secret` the access token of a moderator with the scopes `read`, `write`,
`admin:read` and `admin:write`; `stream` is the address of its streaming, where that is another one. With the secret of a
webhook (`webhook_secret_file`) what it sends to `/v1/deliveries/NAME` is taken in. Who wants a measure is noted in that
moderator's private note on the account (lines that begin with `cautery`), so keep one account for it. Whoever takes a measure
that we took already leaves no trace that we see.

No server can be had for the tests: a mock plays back what a real 4.7 answered and streamed, so that what depends on a server's
memory (decisions that meet, lost answers, patience) is not drilled as it is for other platforms, nor is the note on a suspended
account. Nobody recorded a webhook: those are as Mastodon documents them. Try it on a server of your own first.
"""

from cautery.platforms.connectors.mastodon.platform import Mastodon

__all__ = ["Mastodon"]
