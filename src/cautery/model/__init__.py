"""The nouns: frozen, typed, no input or output. Read these first.

An *Event* comes in; an *Action* goes out. A machine has a *Suspicion*; only a person makes a *Decision*.
"""
