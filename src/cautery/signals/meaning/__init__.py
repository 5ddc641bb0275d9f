"""Sentences by their meaning: a small encoder of sixteen languages, and what ordinary people write, to compare with.

Given texts, gives how likely two of them mean the same. Weak by design: a topic is no meaning, and a meaning is no intent.
"""
