"""The pipeline: what the product does, one room a subject.

A room calls the stages in order, and opens the transactions that they write in.

From the bottom up: `history` reads what came in, `banks` keeps and checks known values, `cases` opens, shows and decides cases,
`ingestion` takes events in, `detection` names accounts, operators and networks, `connections` shows who stands with whom,
`takedowns` carries decisions to platforms, `notifications` tells account holders and programs, `effect` measures what came of
it. `installation` makes an installation and checks it; `entrance` lets people and programs in. One file is one task: a command
loads only what its task needs.
"""
