"""The chapter on sourcing chains."""
