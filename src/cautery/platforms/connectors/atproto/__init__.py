"""A network of the AT Protocol, such as Bluesky: a data server of one's own, or one that is moderated with Ozone.

In come the posts, reposts, likes, follows and profiles of the firehose, accounts that are opened and closed, and with Ozone
what people report. Out go takedowns of accounts, posts and pictures, and with Ozone labels on accounts.

Settings: `address` is the data server's. With its administrator's password as `secret`, that is all. With Ozone, `secret`
is the password of a moderator, and `ozone` the service's did, `moderator` the moderator's handle, `label` what a mark is
(`!warn` unless told). `stream` is another server whose firehose is read, such as a relay.

What cannot be done: the protocol's stream does not say who was followed when a follow is deleted, so that a follow never
ends here; and Ozone removes a picture only together with a post that shows it.
"""

from cautery.platforms.connectors.atproto.platform import AtProto

__all__ = ["AtProto"]
