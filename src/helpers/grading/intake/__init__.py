"""What was handed in: files found, read and put down to students; nothing of it is run."""
