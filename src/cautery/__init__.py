"""The story, from the bottom up.

A platform's **events** come in and are kept. **Signals** are recognised in them: terms, near texts, links, hand-offs. Around
accounts that people have already removed, **suspicion** adds up reasons in bits, and says which newcomer probably continues
one of them. A suspicion or a complaint opens one of the **cases**, and only a person decides it. **Enforcement** carries the
decision to the platform once, looks whether it took effect, and can take it back. **Effect** says what became of it, and
what would have come otherwise. The **store** keeps what must never be lost, with a log that proves itself; the **engine**
holds what can be computed again.

Read `model` for the nouns, `pipeline` for the order, then one stage. Each stage's `__init__` says what it is given, what it
gives and what it never does.
"""
