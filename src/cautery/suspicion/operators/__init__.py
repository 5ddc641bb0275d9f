"""The same hand: which new account probably continues a removed one, channel by channel, in bits.

Given records of accounts and a bank of finally removed ones, gives links with reasons, and operators: the accounts of
one hand. It never says who somebody is, never compares with accounts that were not finally removed, and never names
an account by what anybody can copy.
"""
