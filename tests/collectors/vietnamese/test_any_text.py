"""Reading never ends in an error, whatever text it is given: ten thousand random and mutated ones."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

from collectors.vietnamese.phrases import BUILT_IN_PHRASES
from collectors.vietnamese.prose import read_prose

TEXTS, PUBLISHED = 10_000, date(2023, 7, 3)
STATEMENTS = [
    json.loads(line)["text"]
    for line in Path(__file__).with_name("statements.jsonl").read_text(encoding="utf-8").splitlines()
]
SIGNS = " \n\t\u00a0\u0301\u0323.,;:/%-–()[]|0123456789٣፩½²Ⅲ🂡\u200b\ufeff\0"


def any_sign(chance: random.Random) -> str:
    """A sign of any plane, but half of a pair is none."""
    if chance.random() < 0.7:
        return chance.choice(SIGNS)
    code = chance.randrange(0x110000)
    return "x" if 0xD800 <= code < 0xE000 else chr(code)


def cut(text: str, chance: random.Random) -> str:
    first, last = sorted(chance.randrange(len(text) + 1) for _ in range(2))
    return text[:first] + text[last:]


def put_in(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + "".join(any_sign(chance) for _ in range(chance.randrange(1, 5))) + text[at:]


def grafted(text: str, chance: random.Random) -> str:
    other = chance.choice(STATEMENTS)
    return text[: chance.randrange(len(text) + 1)] + other[chance.randrange(len(other)) :]


def repeated(text: str, chance: random.Random) -> str:
    first, last = sorted(chance.randrange(len(text) + 1) for _ in range(2))
    return text[:last] + text[first:]


def shuffled(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    chance.shuffle(words)
    return " ".join(words)


MUTATIONS: tuple[Callable[[str, random.Random], str], ...] = (cut, put_in, put_in, grafted, repeated, shuffled)


def any_text(chance: random.Random) -> str:
    if chance.random() < 0.2:
        return "".join(any_sign(chance) for _ in range(chance.randrange(120)))
    text = str(chance.choice(STATEMENTS))[:200]
    for _ in range(chance.randrange(1, 4)):
        text = chance.choice(MUTATIONS)(text, chance)
    return text[:250]


def test_ten_thousand_random_and_mutated_texts_are_read_without_an_error() -> None:
    chance = random.Random(6)
    for _ in range(TEXTS):
        text = any_text(chance)
        try:
            found = read_prose(text, PUBLISHED, BUILT_IN_PHRASES)
        except Exception as error:
            raise AssertionError(f"reading {text!r}") from error
        for reading in found.readings:
            assert reading.evidence.span is not None
            assert text[slice(*reading.evidence.span)] == reading.evidence.quote, text
            assert reading.as_of <= PUBLISHED, text
