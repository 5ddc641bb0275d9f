"""What an owner may set in `cautery.toml`: the keys as types, how they are read, and how a mistake in them is told.

Given: the text of the file. Gives: typed tables (`tables`), checked key by key (`reading`); a mistake names its line
(`places`), what is expected (`expected`) and the nearest key. Never reads a secret, or opens a platform.
"""
