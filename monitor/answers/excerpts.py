"""The quote of a figure within the text that it was read from."""

from __future__ import annotations

from dataclasses import dataclass

from collectors.reading import Evidence
from monitor.judgement.observation import Observation

# Characters shown on each side of a quote: a paragraph or so.
AROUND = 300


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A quote with the text before and after it, and whether there is more of either."""

    before: str
    quote: str
    after: str
    cut_before: bool = False
    cut_after: bool = False


def around(said: Observation | Evidence, text: str | None) -> Excerpt | None:
    """The place of what was said in its text; None where there is no text or no span within it."""
    if text is None or said.span is None:
        return None
    start, end = said.span
    if not 0 <= start <= end <= len(text):
        return None
    return Excerpt(
        before=text[max(0, start - AROUND) : start],
        quote=text[start:end],
        after=text[end : end + AROUND],
        cut_before=start > AROUND,
        cut_after=end + AROUND < len(text),
    )
