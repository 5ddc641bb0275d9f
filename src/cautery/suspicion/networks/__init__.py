"""Who acts together, beyond chance and beyond what people who share an interest do anyway.

Given what accounts did to which object and when, gives networks: who, through what, how unlikely by chance, in which roles, and
what each has to do with confirmed accounts. Never says that acting together is wrong: a network is no case by itself.
"""
