"""The instructor's side: notebooks from keys, and grades from submissions."""
