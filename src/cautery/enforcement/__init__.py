"""Chapter 5, act: a decision becomes actions on a platform, each sent once, looked at again, and reversible.

Given a decision, gives actions with their receipts. Never acts without a decision, and never twice for one.
"""
