"""A large population at once, against which the recognition of returned accounts is judged (`bench/returns.py`).

Given: a size and a seed. Gives: events and the truth. Accounts and texts are drawn as the simulated platform draws them
(`cautery.simulator`); nothing here is part of the product.
"""
