"""A Matrix server of one's own: Synapse, as its administrator.

In come accounts that are opened, what is said in rooms that everybody may enter (joining is following), and what people report
of messages and of each other. Rooms that one must be let into, and what is encrypted, are not read.

`suspend` locks the account: nobody gets in with it. `restrict` is what Synapse calls to suspend: it may read, and say nothing.
`remove` quarantines a file, or the file of a message. All of them can be taken back. What cannot be is not done: to
deactivate an account, and to redact words.

Settings: `address` is the server's, `secret` the access token of an administrator. Who wants a measure is noted in that
administrator's account data (`io.cautery...`), so keep one account for it.
"""

from cautery.platforms.connectors.matrix.platform import Matrix

__all__ = ["Matrix"]
