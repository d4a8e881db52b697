"""From the book as Sphinx wrote it to the site as readers get it."""
