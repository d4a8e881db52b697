"""The chapter on anonymous sources."""
