"""What the law on data asks for: a copy for the person whom it is about, erasure, and an end of keeping.

- `subject`: by what a person is found: account, and the handles it had
- `redaction`: events and texts without what names a person
- `planning`: what an erasure removes, what stays and why; asked by one person, approved by another
- `erasing`: does it
- `proof`: the signed list of erasures, which outlives backups
- `searching`: looks through all that is kept for what names a person
- `retention`: removes what has been kept long enough
- `export`: what is held about a person, as a file for them

Given: an installation that nobody serves meanwhile, where something is removed. Never removes what a hold covers.
"""
