"""Account for it: statements of reasons for the transparency database, and the reports that laws ask for.

Given: decisions, notices, appeals and orders as values. Gives: statements judged by the database's own rules, and tables whose
figures lead back to their rows. Never: reads a store, sends anything, or decides.

- `dsa_statement`: the rules of the DSA transparency database (schema v2), as one table, and how a statement is judged by it.
- `statement_of_decision`: a decision as a statement, in standard words.
- `personal_data`: what in a statement may tell who somebody is.
"""
