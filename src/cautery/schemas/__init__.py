"""What programs are answered: the types that the API gives and its client reads.

Given: the nouns of `model`. Gives: frozen answers, one file a noun: `cases`, `decisions`, `events`, `networks`, `notices`,
`appeals`, `checks`. Never reads, writes or computes anything, so that a client loads no server.
"""
