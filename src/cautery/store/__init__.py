"""What must never be lost: accepted events in a synced journal, one ledger a noun, and a log that proves itself.

Given facts, keeps them; facts are appended, never edited. Never computes what could be computed again: that is `engine`.
"""
