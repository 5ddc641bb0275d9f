"""What can be computed again: history in Parquet by day, the ids already seen, and what was learnt from decisions.

Given accepted events, gives columns. Never the only copy of anything.
"""
