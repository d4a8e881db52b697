"""The kinds of answers: a kind a module, with its key, which reads and judges it."""
