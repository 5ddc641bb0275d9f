"""Chapter 3, suspect: which accounts deserve a look, and why, in bits that a person can check.

Given history, banks and what people have decided, gives suspicions, strongest first. Never a verdict; never scores a whole
platform cold; never takes religion, language or origin for evidence.
"""
