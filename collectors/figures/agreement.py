"""Whether two Readings of one cell say the same, and which of them says more."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

from collectors.consistency import Share
from collectors.reading import Bound, Reading

# A number that says about how many there are lies this near to the number itself.
NEAR = 0.05
# A round number: so many noughts at its end, and so many digits that are none.
_FEWEST_NOUGHTS, _FEWEST_DIGITS = 2, 2

_PARTS = ("value", "count", "out_of", "ratio", "rank", "rank_at_most")


def contradicts(one: Reading, other: Reading) -> bool:
    """Whether they cannot both be right: two numbers for one thing, of which neither is the other one rounded."""
    return not all(_may_both_be(part, one, other) for part in _PARTS)


def covers(one: Reading, other: Reading) -> bool:
    """Whether a Reading says all that the other says, as finely or finer."""
    return all(getattr(other, part) is None or _states(part, one, other) for part in _PARTS)


def rounds(coarse: Reading, fine: Reading) -> bool:
    """Whether a count is another one in round figures: "hơn 600 nghìn" is 601,245, but not 700,000."""
    if coarse.value is None or fine.value is None or not isinstance(fine.value, int):
        return False
    return covers(fine, coarse) and _is_near(fine.value, coarse.value)


def _may_both_be(part: str, one: Reading, other: Reading) -> bool:
    if not _comparable(part, one, other):
        return True
    if _bound(part, one) is not Bound.EXACT and _bound(part, other) is not Bound.EXACT:
        return True
    return _states(part, one, other) or _states(part, other, one)


def _comparable(part: str, one: Reading, other: Reading) -> bool:
    """Whether both give this part, and of the same thing."""
    given = getattr(one, part) is not None and getattr(other, part) is not None
    return given and (part != "ratio" or one.of == other.of)


def _states(part: str, fine: Reading, coarse: Reading) -> bool:
    """Whether the number in the one holds for what the other says of it."""
    if not _comparable(part, fine, coarse):
        return False
    exact, said = getattr(fine, part), getattr(coarse, part)
    bounds = _bound(part, fine), _bound(part, coarse)
    if exact == said and bounds[0] in (bounds[1], Bound.EXACT):
        return True
    return bounds[0] is Bound.EXACT and _HOLDS[bounds[1]](exact, said)


def _bound(part: str, reading: Reading) -> Bound:
    """The bound of a part: it qualifies the value, else the share."""
    main = "value" if reading.value is not None else "ratio"
    return reading.bound if part == main else Bound.EXACT


def _is_rounded_to(exact: float, said: float) -> bool:
    """Whether the number is said in round figures: 585,673 as 586,000 or, cut off, as 585,000; 0.9796 as 0.98."""
    if isinstance(said, float):
        share = Share(Decimal(repr(said)).scaleb(2).normalize())
        return share.lowest <= Fraction(repr(exact)) < share.limit
    step = _step(int(said))
    return step > 0 and said - step / 2 <= exact < said + step


def _step(said: int) -> int:
    """The last place of a round count that is meant; nought where it is not round."""
    digits = str(said)
    noughts = len(digits) - len(digits.rstrip("0"))
    is_round = noughts >= _FEWEST_NOUGHTS and len(digits) - noughts >= _FEWEST_DIGITS
    return 10**noughts if is_round else 0


def _is_near(exact: float, said: float) -> bool:
    return abs(exact - said) <= NEAR * exact


_HOLDS: Mapping[Bound, Callable[[float, float], bool]] = {
    Bound.EXACT: _is_rounded_to,
    Bound.ABOUT: _is_near,
    Bound.AT_LEAST: operator.ge,
    Bound.AT_MOST: operator.le,
}
