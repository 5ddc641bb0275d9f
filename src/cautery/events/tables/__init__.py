"""Tables that people export from a forum: posts, members, a list of who was removed. Given a file, gives events; no store.

`columns` recognises what each column is, `times` how its times are written, `table` reads rows, `events` makes events of them.
Nothing is guessed: what could mean two things is asked about.
"""
