"""Account for it outside: statements of reasons to the transparency database.

Given: an opened installation. Gives: statements written from its decisions, judged, kept and sent. Never: sends what might tell
who somebody is, or what an order forbids to tell.

- `writing`: writes a statement for each decision in force that has none.
- `checking`: judges a file of statements, and sends nothing.
- `sending`: sends what waits, in batches, and keeps each answer.
"""
