"""Entrance: people and programs come in under their own name.

Given: a password, a passkey, a link, a key, a provider's word. Gives: a session or a refusal. Never lets anybody in without a
name.

`sign_in` opens sessions, `staff` invites people and changes roles, `passkeys` and `providers` are two other ways in. `standing`
says whether somebody may act now, and ends it; `two_admins` holds what one admin must not do alone; `allowance` counts tries.
"""
