"""Chapter 4, judge: a suspicion or a notice opens a case, and a person decides it.

Given suspicions and notices, gives cases in order; given a person's word, gives a decision with clause and reason. Never
decides by itself, and never lets one person both ask for and approve what needs two.
"""
