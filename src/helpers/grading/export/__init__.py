"""Results for other programs: the gradebook, and what learning platforms import."""
