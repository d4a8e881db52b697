"""How many cases the tests try that are made at random.

KATA_SIAPA_CASES=100000 mutates that many notebooks in place of 2,100, and tries as many times more of all else;
KATA_SIAPA_CASES=210 tries a tenth.
"""

import os

SHARE = int(os.environ.get("KATA_SIAPA_CASES", "2100")) / 2100


def cases(number: int) -> int:
    return max(2, round(number * SHARE))
