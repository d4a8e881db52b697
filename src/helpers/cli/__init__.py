"""The commands of `kata-siapa`, a module each; `helpers.__main__` gathers them."""
