"""Backups that prove themselves, and an installation put back from one.

- `pieces`: the pieces of files, stored once by their hash, encrypted where a key is given
- `manifest`: what a backup consists of, signed with the key of the audit log
- `backing_up`: copies an installation while it serves
- `restoring`: checks a backup, and makes an installation of it that is not opened to anybody yet

Given: an installation, and a folder. Gives: a backup there, or an installation from one. Never changes a backup that is there.
"""
