"""What is drawn on a page beside its text: rules, dark areas and pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2.raw as pdfium

from collectors.document.pdf.limits import MOST_PATHS
from collectors.document.pdf.places import Box, Frame

_DEEPEST = 6  # drawings within drawings
_THIN = 3.0  # points; what is filled and thinner is a rule
_MOST_CORNERS = 2000
_LIGHT = 0xF5

_Corner = tuple[float, float]
Corners = tuple[float, float, float, float]  # x0, y0, x1, y1
_Matrix = tuple[float, float, float, float, float, float]
_AS_IT_IS: _Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(slots=True)
class Drawing:
    """Thin boxes that are rules, larger ones that are dark, and those of pictures, in the PDF's own count."""

    rules: list[Corners] = field(default_factory=list)
    dark: list[Corners] = field(default_factory=list)
    pictures: list[Corners] = field(default_factory=list)
    paths: int = 0


def drawing_of(page: object) -> Drawing:
    """What is drawn on a page. One with more paths than a table has gives no rules."""
    found = Drawing()
    objects = (pdfium.FPDFPage_GetObject(page, index) for index in range(pdfium.FPDFPage_CountObjects(page)))
    for each in objects:
        _take(each, _AS_IT_IS, 0, found)
        if found.paths > MOST_PATHS:
            found.rules.clear()
            break
    return found


def seen(boxes: list[Corners], frame: Frame) -> list[Box]:
    """Boxes as the reader of a frame sees them."""
    return [frame.box(*box) for box in boxes]


def _take(drawn: object, outer: _Matrix, depth: int, found: Drawing) -> None:
    kind = pdfium.FPDFPageObj_GetType(drawn)
    if kind == pdfium.FPDF_PAGEOBJ_PATH:
        found.paths += 1
        _take_path(drawn, _times(_matrix(drawn), outer), found)
    elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        corners = [_moved(corner, _times(_matrix(drawn), outer)) for corner in ((0, 0), (1, 0), (0, 1), (1, 1))]
        found.pictures.append(_bounds(corners))
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
        inner = _times(_matrix(drawn), outer)
        for index in range(max(pdfium.FPDFFormObj_CountObjects(drawn), 0)):
            _take(pdfium.FPDFFormObj_GetObject(drawn, index), inner, depth + 1, found)
            if found.paths > MOST_PATHS:
                return


def _take_path(path: object, matrix: _Matrix, found: Drawing) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    is_filled = fill.value != pdfium.FPDF_FILLMODE_NONE
    if pdfium.FPDFPath_CountSegments(path) > _MOST_CORNERS or not (is_filled or stroke.value):
        return
    for corners in _outlines(path, matrix):
        box = _bounds(corners)
        if stroke.value:
            found.rules += [_bounds([one, other]) for one, other in pairwise(corners)]
        elif min(box[2] - box[0], box[3] - box[1]) < _THIN:
            found.rules.append(box)
        if is_filled and min(box[2] - box[0], box[3] - box[1]) >= _THIN and _is_dark(path):
            found.dark.append(box)


def _is_dark(path: object) -> bool:
    red, green, blue, opacity = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFPageObj_GetFillColor(path, red, green, blue, opacity)
    return opacity.value > 0 and min(red.value, green.value, blue.value) < _LIGHT


def _outlines(path: object, matrix: _Matrix) -> Iterator[list[_Corner]]:
    """The lines of a path, each by its corners; a curve counts as the straight line to its end."""
    corners: list[_Corner] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO and corners:
            yield corners
            corners = []
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        corners.append(_moved((x.value, y.value), matrix))
        if pdfium.FPDFPathSegment_GetClose(segment):
            corners.append(corners[0])
    if corners:
        yield corners


def _matrix(drawn: object) -> _Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(drawn, matrix):
        return _AS_IT_IS
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _times(inner: _Matrix, outer: _Matrix) -> _Matrix:
    """What moves a point by the inner matrix first, then by the outer one."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _moved(point: _Corner, matrix: _Matrix) -> _Corner:
    x, y = point
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


def _bounds(corners: list[_Corner]) -> Corners:
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return (min(xs), min(ys), max(xs), max(ys))
