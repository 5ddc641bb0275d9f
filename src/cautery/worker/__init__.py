"""Durable work: what was decided is carried to its end by itself, whatever stops in between.

Given an installation and its platforms, carries takedowns on, looks for returns, watches clocks, asks again about whoever was
left up for a time, and tells whom it must. Never decides, and never does on its own what a person has to begin.
"""
