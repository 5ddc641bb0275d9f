"""Whole stories played on the simulated platform, to see the system at work and to measure it."""
