"""The detector held against the coding, for the chapter on coders."""
