"""An explanation as plain text that a person reads from the top down."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import wrap

from monitor.answers import Excerpt, Explanation
from monitor.campaign import Campaign
from monitor.language import Language
from monitor.web.board.entries import Entry
from monitor.web.board.explained import explained
from monitor.web.board.words import Words

WIDTH = 100
_STEP = "  "


def as_text(campaign: Campaign, found: Explanation, language: Language) -> str:
    """The explanation in lines of at most 100 characters, each entry below what it belongs to."""
    told = explained(campaign, found, Words(language))
    lines = [*_wrapped(f"{told.cell}: {told.figure}", ""), *_wrapped(told.clocks, ""), *_wrapped(told.reason, "")]
    for section in told.sections:
        lines += ["", section.title]
        for entry in section.entries:
            lines += _lines(entry, _STEP)
    return "\n".join(lines) + "\n"


def _lines(entry: Entry, indent: str) -> Iterator[str]:
    said = ": ".join(part for part in (entry.label, entry.text) if part)
    yield from _wrapped(said, indent)
    below = indent + _STEP
    for note in entry.notes:
        yield from _wrapped(note, below)
    if entry.excerpt is not None:
        yield from _wrapped(_marked(entry.excerpt), below)
    for each in entry.entries:
        yield from _lines(each, below)


def _marked(excerpt: Excerpt) -> str:
    """The quote between guillemets, in the text around it."""
    before = f"{'…' if excerpt.cut_before else ''}{excerpt.before}"
    after = f"{excerpt.after}{'…' if excerpt.cut_after else ''}"
    return f"{before}«{excerpt.quote}»{after}"


def _wrapped(text: str, indent: str) -> list[str]:
    # A text of a source may hold what a terminal would obey.
    plain = re.sub(
        r"[^\S\N{NO-BREAK SPACE}]+", " ", "".join(c if c.isprintable() or c.isspace() else "�" for c in text)
    )
    return wrap(plain.strip(), WIDTH, initial_indent=indent, subsequent_indent=indent + _STEP) or [indent.rstrip()]
