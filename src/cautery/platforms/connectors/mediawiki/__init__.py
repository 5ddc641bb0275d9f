"""A wiki: MediaWiki, as one of its administrators.

In come accounts that are opened and blocked, files that are uploaded, and edits, of which only the lines count that the edit
added. `suspend` blocks an account for ever, and lets nobody open others from it. `remove` deletes a page or file that
the account alone has written; where others wrote too, an administrator must hide what is meant. Both can be taken back:
of a page only what this deleted comes back, and not what somebody else deleted before. A page is named by the id of an edit of
it (`Title#number`), which finds it wherever it was moved to, or by its title while no redirect stands there.

Whoever edits without an account is known by an address, which is not kept: such edits come in without an author. An account
that is renamed is found by its old name too. Blocks of some pages, of ranges of addresses and for a time close no account.

Settings: `address` is where `api.php` lies, `user` the administrator (`Name@bot` for a bot password, which is best), `secret`
the password. Who wants an account blocked stands in the block's reason; who wants a page deleted is noted in that
administrator's preferences (`userjs-cautery-...`), so keep one account for it. The wiki keeps recent changes for some weeks
(`$wgRCMaxAge`): what was not read by then is lost.
"""

from cautery.platforms.connectors.mediawiki.platform import MediaWiki

__all__ = ["MediaWiki"]
