"""What the notebook's kernel sets when it starts; nothing can be installed here, so nothing reads it."""

_PIPLITE_DISABLE_PYPI = True
_PIPLITE_URLS: list[str] = []
