"""The chapter on coders who disagree."""
