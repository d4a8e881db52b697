"""Submissions judged against the keys, each answer once."""
