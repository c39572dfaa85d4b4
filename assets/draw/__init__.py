"""Draws the sample papers' pictures and advertisements."""
