"""What is forbidden, by the house: clauses, the measures they allow, and how long an answer may take.

Given a policy file, gives a `Policy`. Never decides anything.
"""
