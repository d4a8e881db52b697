"""Results for other programs: the gradebook, learning platforms, test reports."""
