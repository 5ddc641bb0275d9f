"""What becomes of each field of MediaWiki's recent changes, and of each kind of its logs."""

from cautery.kit.fields import Fields, left_out, used

_LITTLE = "says nothing about what was said, or by whom"

FIELDS: Fields = {
    "change": used(
        rcid="event id, and the place",
        type="an edit, or a line of a log",
        title="post.id; of a log whom it is about",
        user="account; hidden editors and addresses are unknown",
        userhidden="account is unknown",
        anon="account is unknown",
        timestamp="at, received",
        revid="post.id; its added lines are post.text",
        old_revid="what was there before is not its author's",
        logid="post.id of an upload",
        logtype="see below",
        logaction="see below",
        logparams="see below",
        comment="post.text of an upload, reason of a block",
    )
    | left_out("the comment, hidden", "commenthidden")
    | left_out("what the log says is hidden", "actionhidden suppressed")
    | left_out(_LITTLE, "ns pageid bot minor new temp redirect oldlen newlen parsedcomment tags userid sha1 patrolled"),
    "log": used(
        newusers="account.created",
        block="account.closed, where it is of the whole site and for ever; account.reopened",
        renameuser="account.renamed, account.moved",
        upload="post.created with the file",
    )
    | left_out("a page is found by its edits, wherever it was moved to", "move")
    | left_out("what others did to pages is asked when somebody acts", "delete suppress protect import merge")
    | left_out("what administrators allow each other", "rights managetags tag patrol contentmodel interwiki"),
    "block": used(duration="a block for a time closes nothing", sitewide="a block of some pages closes nothing",
                  restrictions="a block of some pages closes nothing")
    | left_out(_LITTLE, "flags expiry blockId finalTargetCount"),
    "file": used(url="media.url", mime="media.kind, media.mime", size="media.bytes", timestamp="which version it is")
    | left_out("the hash here is SHA-256", "sha1")
    | left_out(_LITTLE, "descriptionurl descriptionshorturl width height mediatype bitdepth metadata"),
}  # fmt: skip
