"""Results for other programs: the gradebook and learning platforms."""
