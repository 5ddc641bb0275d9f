"""Analysis: history and ledgers as tables, for people who ask their own questions.

Given: an installation. Gives: columns. Writes nothing.

`tables` names the tables and the permission that each asks for, `history_columns` reads what happened, `ledger_columns` what
was judged and found, `forms` writes a table as Parquet, Arrow, CSV or NDJSON.
"""
