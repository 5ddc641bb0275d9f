"""Banks: known values go in and out, and content is checked against them.

Given: values, files, questions. Gives: entries, matches, what the policy says. Never decides about a person, never fetches
unless the owner allows it.

`values` adds, imports, exports and expires; `entries` lists, retracts and disputes; `check` answers a question,
`batch_check` many, `content_check` does so for a process that serves; `case_media` asks about what a case shows;
`disarm` ends what a reverted takedown banked.
"""
