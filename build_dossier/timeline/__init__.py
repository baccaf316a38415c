"""Dates: the words that date something, the days they mean, an article's own date, and the events."""
