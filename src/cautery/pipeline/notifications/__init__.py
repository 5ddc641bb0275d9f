"""Notifications: account holders, people on duty and programs are told.

Given: what was decided and done. Gives: letters, messages, signed webhooks, and what came of each. Never tells what an order
forbids.

`account_holders` writes to account holders and people on duty, `webhooks` tells programs, `chats` writes what rooms of people
read.
"""
