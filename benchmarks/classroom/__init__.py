"""A messy class, made from the real exercises: honest, broken and hostile submissions, the same for the same seed."""
