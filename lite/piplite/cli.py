"""What `%pip` does in a notebook of this site."""


async def get_transformed_code(argv: list[str]) -> str:
    """Code that says that nothing can be installed: all that an exercise needs is here."""
    return 'print("Nothing can be installed here, and nothing needs to be: the exercises have all they need.")'
