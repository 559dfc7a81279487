"""Statements with known answers, and how Readings are held against them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from collectors.reading import Reading
from collectors.vietnamese.phrases import BUILT_IN_PHRASES
from collectors.vietnamese.prose import read_prose

OWN = Path(__file__).with_name("statements.jsonl")
PAGE = Path(__file__).with_name("inspection-2023-10-19.html")
_PREFIXES = ("tỉnh ", "thành phố ", "tp. ", "tp.", "tp ", "huyện ", "thị xã ", "quận ", "phường ", "xã ", "thị trấn ")
_ALWAYS = ("indicator", "bound", "as_of", "value")


def statements(path: Path) -> list[dict[str, Any]]:
    """The statements of a file, each with its text, its publishing day and the facts that it says."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def readings_of(text: str, published: str) -> tuple[Reading, ...]:
    """What is read in a text."""
    return read_prose(text, date.fromisoformat(published), BUILT_IN_PHRASES).readings


def differences(facts: Sequence[Mapping[str, Any]], readings: Sequence[Reading]) -> list[str]:
    """What was said and not read, and what was read and not said; a fact need not name every key of a Reading."""
    left = [reading.to_json() for reading in readings]
    missed = []
    for fact in facts:
        found = next((plain for plain in left if _says(fact, plain)), None)
        if found is None:
            missed.append(f"not read: {fact}")
        else:
            left.remove(found)
    return missed + [f"not said: {plain}" for plain in left]


def _says(fact: Mapping[str, Any], plain: Mapping[str, Any]) -> bool:
    keys = (set(fact) | set(_ALWAYS)) - {"unit", "warnings"}
    same = all(_same(fact.get(key), plain.get(key)) for key in keys)
    unit = "unit" not in fact or _bare(fact["unit"]) == _bare(plain.get("unit", ""))
    return same and unit and ("ratio_disagrees" in fact.get("warnings", [])) == ("ratio_disagrees" in plain["warnings"])


def _same(said: object, read: object) -> bool:
    if isinstance(said, float) and isinstance(read, float):
        return abs(said - read) < 5e-5
    return said == read


def _bare(unit: str) -> str:
    name = unit.lower()
    return next((name.removeprefix(prefix) for prefix in _PREFIXES if name.startswith(prefix)), name)
