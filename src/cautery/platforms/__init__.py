"""The world outside, one connector a platform.

Given an action, carries it out there and says what became of it. Never decides, and knows neither store nor engine.
"""
