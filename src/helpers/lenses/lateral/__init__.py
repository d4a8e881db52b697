"""The chapter on reading laterally."""
