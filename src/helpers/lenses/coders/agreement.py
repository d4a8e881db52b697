"""How much codings agree: raw agreement, kappa, alpha."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

__all__ = [
    "AgreementError",
    "alpha_by_item",
    "cohen_kappa",
    "krippendorff_alpha",
    "raw_agreement",
]

Answers = Sequence[Hashable]  # one coder's answer to each item; None where that coder gave none


class AgreementError(ValueError):
    """Agreement cannot be told from these answers; the message says why."""

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows: the sentence alone, no traceback."""
        return [str(self)]


def raw_agreement(one: Answers, two: Answers) -> float:
    """The share of items to which two coders gave the same answer, from 0 to 1.

    Args:
        one: the first coder's answer to each item, in order; None where there is none.
        two: the second coder's.

    Raises:
        AgreementError: the coders did not judge the same number of items, or share no answered item.

    Example:
        >>> raw_agreement(["person", "vague", "vague", "narrator"], ["person", "vague", "unnamed", "narrator"])
        0.75
    """
    pairs = _answered(one, two)
    return sum(ours == theirs for ours, theirs in pairs) / len(pairs)


def cohen_kappa(one: Answers, two: Answers) -> float:
    """Agreement of two coders beyond chance: 1 is full agreement, 0 is what chance alone would give.

    Chance is what two coders would share who drew their answers blindly, each as often as that coder gave them:
    J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement, 1960.

    Args:
        one: the first coder's answer to each item, in order; None where there is none.
        two: the second coder's.

    Raises:
        AgreementError: the coders share no answered item, or used one and the same answer only (nothing to tell apart).

    Example:
        Of 4 items they share 3, that is 0.75. By chance: yes 2/4 x 1/4, no 2/4 x 3/4, together 0.5. Kappa is
        what they share beyond that, 0.25, of what could be shared beyond it, 0.5.

        >>> cohen_kappa(["yes", "yes", "no", "no"], ["yes", "no", "no", "no"])
        0.5
    """
    pairs = _answered(one, two)
    ours, theirs = Counter(left for left, _ in pairs), Counter(right for _, right in pairs)
    shared = sum(left == right for left, right in pairs)
    chance, total = sum(ours[label] * theirs[label] for label in ours), len(pairs)
    if chance == total**2:
        raise AgreementError(f"Both coders gave one answer only, {pairs[0][0]!r}: kappa has nothing to tell apart.")
    return (shared * total - chance) / (total**2 - chance)


def krippendorff_alpha(codings: Sequence[Answers]) -> float:
    """Agreement of any number of coders beyond chance, on labels without an order; missing answers are allowed.

    Disagreement within items is set against disagreement among all answers thrown together: A. F. Hayes and
    K. Krippendorff, Answering the call for a standard reliability measure for coding data, Communication Methods and
    Measures 1(1), 2007, 77-89. An item that fewer than two coders answered does not count.

    Args:
        codings: for each coder, the answer to each item, in order; None where there is none.

    Raises:
        AgreementError: there are fewer than two coders, the coders did not judge the same number of items, no item has
            two answers, or there is one answer only.

    Example:
        Of 4 items 1 disagrees. Thrown together there are 3 yes and 5 no: of the 8 x 7 ordered pairs, 2 x 3 x 5
        disagree. Alpha is 1 - (1/4) / (30/56).

        >>> round(krippendorff_alpha([["yes", "yes", "no", "no"], ["yes", "no", "no", "no"]]), 3)
        0.533
    """
    items = [counts for counts in _counted(codings) if counts.total() > 1]
    together = _together(items)
    within = sum(_unlike(counts) / (counts.total() - 1) for counts in items)
    return 1 - within * (together.total() - 1) / _unlike(together)


def alpha_by_item(codings: Sequence[Answers]) -> list[float | None]:
    """Each item's own part of alpha: 1 where all agree on it, 0 or less where they differ as if by chance.

    It is one minus the disagreement within the item, divided by the disagreement among the answers to all items thrown
    together; an item alone has no chance to be measured by. Weighted by their answers, the mean of all items is
    `krippendorff_alpha`.

    Args:
        codings: for each coder, the answer to each item, in order; None where there is none.

    Returns:
        One figure an item, in order; None where fewer than two coders answered it.

    Raises:
        AgreementError: as for `krippendorff_alpha`.

    Example:
        The first three items agree fully; the one that differs has all the disagreement: 1 - 1 / (30/56).

        >>> found = alpha_by_item([["yes", "yes", "no", "no"], ["yes", "no", "no", "no"]])
        >>> [round(one, 3) for one in found]
        [1.0, -0.867, 1.0, 1.0]
    """
    items = _counted(codings)
    together = _together([counts for counts in items if counts.total() > 1])
    chance = _unlike(together) / (together.total() * (together.total() - 1))
    sizes = (counts.total() for counts in items)
    return [
        1 - _unlike(counts) / (size * (size - 1)) / chance if size > 1 else None
        for counts, size in zip(items, sizes, strict=True)
    ]


def _items(codings: Sequence[Answers]) -> list[tuple[Hashable, ...]]:
    """The answers item by item."""
    if len(codings) < 2:
        raise AgreementError("Agreement needs at least two coders.")
    sizes = sorted({len(answers) for answers in codings})
    if len(sizes) > 1:
        told = " and ".join(map(str, sizes))
        raise AgreementError(f"The coders judged {told} items; give None where an answer is missing.")
    return list(zip(*codings, strict=True))


def _counted(codings: Sequence[Answers]) -> list[Counter[Hashable]]:
    """How often each answer was given to each item."""
    return [Counter(answer for answer in item if answer is not None) for item in _items(codings)]


def _together(items: Sequence[Counter[Hashable]]) -> Counter[Hashable]:
    """The answers to all items thrown together."""
    if not items:
        raise AgreementError("No item was answered by two coders, so there is nothing to compare.")
    together: Counter[Hashable] = Counter()
    for counts in items:
        together.update(counts)
    if len(together) == 1:
        raise AgreementError(f"There is one answer only, {next(iter(together))!r}: alpha has nothing to tell apart.")
    return together


def _answered(one: Answers, two: Answers) -> list[tuple[Hashable, ...]]:
    """The two answers to each item that both coders answered."""
    pairs = [pair for pair in _items([one, two]) if None not in pair]
    if not pairs:
        raise AgreementError("No item was answered by both coders, so there is nothing to compare.")
    return pairs


def _unlike(counts: Counter[Hashable]) -> int:
    """How many ordered pairs of these answers differ."""
    return counts.total() ** 2 - sum(count**2 for count in counts.values())
