"""The worksheets of a key, for tests that ask something of every item."""

from helpers.authoring.notebooks import check_call
from helpers.exercises import ask
from helpers.exercises.worksheet import answer_cell


def worksheets_in(key):
    """The text of each worksheet of a key and what its check asks, by the worksheet's name."""
    texts = dict(sheet for cell in key.cells if (sheet := answer_cell(cell.source)))
    calls = (call for cell in key.cells if (call := check_call(cell)))
    return {name: (texts[name], ask(**{"asks": "kind", **named})) for name, named in calls}
