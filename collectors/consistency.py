"""Value, denominator and percentage as a triangle: what two of them say about the third.

A printed percentage stands for every share that rounds to it or is cut off to it: 64.7 % is said of 46/71 = 64.79 %
by an office that cuts off, 111.94 % of anything from 111.935 % (rounded up) to just below 111.95 % (cut off).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor


@dataclass(frozen=True, slots=True)
class Share:
    """A share as printed: 111.94 % is `Share(Decimal("111.94"))`. Its decimals say how fine it is."""

    percent: Decimal

    @property
    def ratio(self) -> float:
        """The share as a number: 1.1194."""
        return float(self.percent / 100)

    @property
    def lowest(self) -> Fraction:
        """The smallest share that is printed so, by rounding."""
        return Fraction(self.percent - self._step / 2) / 100

    @property
    def limit(self) -> Fraction:
        """The first share too large to be printed so, by cutting off."""
        return Fraction(self.percent + self._step) / 100

    @property
    def _step(self) -> Decimal:
        exponent = self.percent.as_tuple().exponent
        return Decimal(1).scaleb(min(int(exponent), 0))


def agrees(value: int | Fraction, out_of: int | Fraction, share: Share) -> bool:
    """Whether value / out_of, rounded or cut off, is printed as this share. False for a denominator of nought."""
    return out_of > 0 and share.lowest <= Fraction(value) / Fraction(out_of) < share.limit


def implied_out_of(value: int, share: Share) -> tuple[int, int] | None:
    """The whole denominators, first and last, with which the value is printed as this share; None where none is.

    585,673 at 111.94 % gives (523156, 523225).
    """
    if value <= 0 or share.lowest <= 0:
        return None
    first = floor(value / share.limit) + 1
    last = floor(value / share.lowest)
    return (first, last) if first <= last else None


def implied_value(out_of: int, share: Share) -> tuple[int, int] | None:
    """The whole values, first and last, that are printed as this share of the denominator; None where none is."""
    if out_of <= 0:
        return None
    first = max(ceil(out_of * share.lowest), 0)
    last = ceil(out_of * share.limit) - 1
    return (first, last) if first <= last else None
