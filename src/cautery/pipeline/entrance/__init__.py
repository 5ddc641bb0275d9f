"""Entrance: who comes in, by what, and what ends it; what one admin must not do alone."""
