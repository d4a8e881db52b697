"""The chapter on who says so."""
