"""Words and where they stand: runs of characters, HTML that says its language, hidden characters made visible."""
