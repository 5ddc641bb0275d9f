"""A society of everyday life: households, cafés, clubs, classes, parishes, share buttons and sold phones.

Written from the description of such societies alone, before the channels of `suspicion/operators` were read, so that what is
measured on it is not what it was made from. All persons and texts are invented and harmless.
"""
