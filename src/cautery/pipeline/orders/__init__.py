"""Orders of authorities and what they bring: which laws apply, and orders from receipt to their end.

- `applicable_laws`: which laws apply to the service, which clocks they start, and what is missing

Given the settings and ledgers. Gives facts. Never decides what an order means: a person does.
"""
