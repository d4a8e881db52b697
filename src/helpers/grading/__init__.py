"""The instructor's side: grades from submissions."""
