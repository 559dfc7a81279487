"""Where things stand on a page: boxes, and the page turned so that most of its text reads from left to right."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points, from the upper left corner of a page on: `top` is less than `bottom`."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle, across and down."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def holds(self, across: float, down: float, margin: float = 0.0) -> bool:
        """Whether a point lies within it, or at most `margin` outside."""
        return self.left - margin <= across <= self.right + margin and self.top - margin <= down <= self.bottom + margin


def around(boxes: list[Box]) -> Box:
    """The smallest box that holds all of some."""
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


@dataclass(frozen=True, slots=True)
class Frame:
    """A page seen by a reader for whom text that runs `quarters` quarter turns against the clock is upright.

    A PDF counts from the lower left corner; `left`, `low`, `right`, `high` are the edges of the page in its count.
    """

    left: float
    low: float
    right: float
    high: float
    quarters: int = 0

    @property
    def page(self) -> Box:
        """The page itself."""
        width, height = self.right - self.left, self.high - self.low
        return Box(0, 0, height, width) if self.quarters % 2 else Box(0, 0, width, height)

    def turned(self, quarters: int) -> Frame:
        """The same page for another direction of text."""
        return Frame(self.left, self.low, self.right, self.high, quarters)

    def seen(self, x: float, y: float) -> tuple[float, float]:
        """A point of the PDF's count, across and down."""
        return (
            (x - self.left, self.high - y),
            (y - self.low, x - self.left),
            (self.right - x, y - self.low),
            (self.high - y, self.right - x),
        )[self.quarters]

    def ends(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float]:
        """The left and right end of the box between the lower left and the upper right corner of the PDF's count."""
        return (
            (x0 - self.left, x1 - self.left),
            (y0 - self.low, y1 - self.low),
            (self.right - x1, self.right - x0),
            (self.high - y1, self.high - y0),
        )[self.quarters]

    def counted(self, across: float, down: float) -> tuple[float, float]:
        """The point of the PDF's count that is seen there."""
        return (
            (across + self.left, self.high - down),
            (down + self.left, across + self.low),
            (self.right - across, down + self.low),
            (self.right - down, self.high - across),
        )[self.quarters]

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """The box between two corners of the PDF's count."""
        (a, b), (c, d) = self.seen(x0, y0), self.seen(x1, y1)
        return Box(min(a, c), min(b, d), max(a, c), max(b, d))

    def from_frame(self, other: Frame, box: Box) -> Box:
        """A box that another direction of reading sees, as this one sees it."""
        return self.box(*other.counted(box.left, box.top), *other.counted(box.right, box.bottom))
