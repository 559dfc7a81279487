"""Letters put together to words, and words to lines, by where they stand."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from collectors.document.pdf.letters import Letter
from collectors.document.pdf.places import Box
from collectors.document.pdf.rules import Rule

# All in parts of the letters' size.
_SAME_LINE = 0.2
_WORD_GAP = 0.18
_TWICE = 0.2  # one letter drawn twice, for a bold face
_MARK_SIZE, _MARK_LOWEST, _MARK_HIGHEST, _MARK_NEAR = 0.8, 0.1, 0.8, 0.6
_ASCENT, _DESCENT = 0.8, 0.22
_RAISED = re.compile(r"(?<=[0-9%)])[¹²³⁰⁴-⁹]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its place; `turn` is its direction in quarter turns against that of the page."""

    text: str
    box: Box
    base: float
    size: float
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """Words that stand on one line, from left to right."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words with a blank between them."""
        return " ".join(word.text for word in self.words)

    @property
    def base(self) -> float:
        """Where the line stands."""
        return self.words[0].base

    @property
    def size(self) -> float:
        """How large its largest letters are."""
        return max(word.size for word in self.words)

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.words[0].box.left

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(word.box.right for word in self.words)


def words_of(letters: list[Letter], down: Sequence[Rule] = ()) -> Iterator[Word]:
    """The words that letters make. A word ends at a blank, a gap or a rule; marks of footnotes are left out."""
    at = [rule.at for rule in down]
    for row in _without_marks(_rows(letters)):
        word: list[Letter] = []
        for letter in sorted(row, key=lambda letter: letter.left):
            if word and (_is_twice(word, letter)):
                continue
            if word and (letter.text.isspace() or _is_apart(word, letter, down, at)):
                yield from _word(word)
                word = []
            if not letter.text.isspace():
                word.append(letter)
        yield from _word(word)


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Words by the lines that they stand on, from top to bottom."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.base):
        if rows and word.base - rows[-1][0].base <= _SAME_LINE * max(word.size, rows[-1][0].size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [Line(tuple(sorted(row, key=lambda word: word.box.left))) for row in rows]


def _rows(letters: list[Letter]) -> list[list[Letter]]:
    rows: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda letter: letter.base):
        if rows and letter.base - rows[-1][0].base <= _SAME_LINE * min(letter.size, rows[-1][0].size):
            rows[-1].append(letter)
        else:
            rows.append([letter])
    return rows


def _without_marks(rows: list[list[Letter]]) -> Iterator[list[Letter]]:
    """The rows without small raised letters beside larger ones."""
    for number, row in enumerate(rows):
        near = [*row, *(letter for below in rows[number + 1 : number + 3] for letter in below)]
        largest = max(letter.size for letter in near)
        if min(letter.size for letter in row) >= _MARK_SIZE * largest:
            yield row
            continue
        kept = [letter for letter in row if letter.size >= _MARK_SIZE * largest or not _is_mark(letter, near)]
        if kept:
            yield kept


def _is_mark(letter: Letter, near: list[Letter]) -> bool:
    return any(
        letter.size < _MARK_SIZE * other.size
        and _MARK_LOWEST * other.size < other.base - letter.base < _MARK_HIGHEST * other.size
        and -_MARK_NEAR * other.size < letter.left - other.right < _MARK_NEAR * other.size
        for other in near
        if not other.text.isspace()
    )


def _is_twice(word: list[Letter], letter: Letter) -> bool:
    return any(
        other.text == letter.text and other.run != letter.run and abs(other.left - letter.left) < _TWICE * letter.size
        for other in word[-2:]
    )


def _is_apart(word: list[Letter], letter: Letter, down: Sequence[Rule], at: list[float]) -> bool:
    """Whether a letter begins another word than the one before it."""
    last = word[-1]
    if letter.left - last.right > _WORD_GAP * max(letter.size, last.size):
        return True
    first = (last.left + last.right) / 2
    second = (letter.left + letter.right) / 2
    middle = letter.base - letter.size / 3
    return any(rule.passes(middle) for rule in down[bisect_left(at, first) : bisect_left(at, second)])


def _word(letters: list[Letter]) -> Iterator[Word]:
    if not letters:
        return
    text = unicodedata.normalize("NFC", "".join(letter.text for letter in letters))
    text = _RAISED.sub("", text)
    size, base = max(letter.size for letter in letters), letters[0].base
    right = max(letter.right for letter in letters)
    yield Word(text, Box(letters[0].left, base - _ASCENT * size, right, base + _DESCENT * size), base, size)
