"""JSON taken at its word: what is ambiguous or beyond reach is marked where it stands, never passed on as a value."""

from __future__ import annotations

import json
import math
from typing import Any

from collectors.faults import ReadError
from collectors.figures.cell import Unusable, WrittenFloat
from collectors.source import Snapshot

SEQUENCE = "application/json-seq"
SEPARATOR = b"\x1e"
_LONGEST_INTEGER = 18


def sequence(pages: list[bytes]) -> bytes:
    """Several JSON texts as one: an RFC 7464 sequence."""
    return b"".join(SEPARATOR + page.strip() + b"\n" for page in pages)


def pages_of(snapshot: Snapshot) -> list[Any]:
    """The JSON values of a snapshot, one a page. Raises ReadError."""
    body = snapshot.body
    if not body.startswith(SEPARATOR):
        return [parsed(body)]
    pages = body.split(SEPARATOR)[1:]
    return [_parsed_page(page, number, len(pages)) for number, page in enumerate(pages, start=1)]


def _parsed_page(body: bytes, number: int, count: int) -> Any:
    try:
        return parsed(body)
    except ReadError as error:
        raise ReadError(f"page {number} of {count}: {error}") from None


def parsed(body: bytes) -> Any:
    """The value of a JSON text, with Unusable where a key stands twice or a number is none. Raises ReadError."""
    text = _text(body)
    try:
        value = json.loads(
            text, parse_float=_float, parse_int=_integer, parse_constant=_constant, object_pairs_hook=_object
        )
    except json.JSONDecodeError as error:
        raise ReadError(f"not JSON: {error.msg} at line {error.lineno}, column {error.colno}") from None
    except RecursionError:
        raise ReadError("JSON that is nested too deeply to be a list of figures") from None
    if "\\u" in text:
        _refuse_half_characters(value)
    return value


def utf8(body: bytes) -> bytes:
    """A JSON text in UTF-8 without a mark at its beginning. Raises ReadError."""
    return _text(body).encode()


def _text(body: bytes) -> str:
    try:
        text = body.decode(json.detect_encoding(body))
    except UnicodeDecodeError as error:
        raise ReadError(f"not JSON: byte {error.start + 1} is not text; UTF-8 would be right") from None
    if text.lstrip()[:1] == "<":
        raise ReadError("HTML where JSON was expected")
    if not text.strip():
        raise ReadError("nothing where JSON was expected")
    return text


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        for key in found:
            values = [value for name, value in pairs if name == key]
            if len(values) > 1:
                written = " and ".join(written_as(value) for value in values)
                message = f"its key stands {len(values)} times, as {written}; once would be right"
                found[key] = Unusable("given_twice", message, written)
    return found


def _float(written: str) -> Any:
    number = WrittenFloat(written)
    return number if math.isfinite(number) else Unusable("not_a_number", f"{written[:40]} is beyond reach", written)


def _integer(written: str) -> Any:
    if len(written) > _LONGEST_INTEGER:
        return Unusable("too_large", f"a number of {len(written)} digits: more than a country can hold", written[:100])
    return int(written)


def _constant(written: str) -> Unusable:
    return Unusable("not_a_number", f"{written} is no number", written)


def written_as(value: Any) -> str:
    """A value as JSON, cut short."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 120 else f"{text[:117]}…"


def _refuse_half_characters(value: Any) -> None:
    try:
        json.dumps(value, ensure_ascii=False, default=str).encode()
    except UnicodeEncodeError:
        raise ReadError("JSON with half a character (a lone \\ud800 to \\udfff), which no text can hold") from None
