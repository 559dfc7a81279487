"""What a Word document's styles and lists say of its text: which styles hide it, which lists have bullets."""

from __future__ import annotations

from dataclasses import dataclass, field

_OFF = frozenset(["0", "false", "off", "none"])
_BULLET, _NO_LIST = "bullet", "0"
_MOST_STEPS = 20  # from a style to the one it rests on, and so on


@dataclass(frozen=True, slots=True)
class Looks:
    """Styles by their ids that hide text; lists by id and level that have bullets; the list of a paragraph's style."""

    hidden: frozenset[str] = frozenset()
    bullets: frozenset[tuple[str, str]] = frozenset()
    lists: dict[str, str] = field(default_factory=dict)


NO_LOOKS = Looks()


@dataclass(slots=True)
class _Style:
    rests_on: str = ""
    hides: bool | None = None
    number: str = ""


class LooksHeard:
    """Hears the parts `styles.xml` and `numbering.xml`, in any order."""

    def __init__(self) -> None:
        self._styles: dict[str, _Style] = {}
        self._style = _Style()
        self._levels: dict[str, set[str]] = {}
        self._abstract: dict[str, str] = {}
        self._outline = self._level = self._list = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        said = {name.rpartition("}")[2]: value for name, value in attributes.items()}
        name, value = tag.rpartition("}")[2], said.get("val", "")
        if name == "style":
            self._style = self._styles[said.get("styleId", "")] = _Style()
        elif name == "basedOn":
            self._style.rests_on = value
        elif name == "vanish":
            self._style.hides = value not in _OFF
        elif name == "numId":
            self._style.number = value
        else:
            self._of_list(name, value, said)

    def end(self, tag: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """Letters say nothing here."""

    def _of_list(self, name: str, value: str, said: dict[str, str]) -> None:
        if name == "abstractNum":
            self._outline = said.get("abstractNumId", "")
        elif name == "lvl":
            self._level = said.get("ilvl", "0")
        elif name == "numFmt" and value == _BULLET:
            self._levels.setdefault(self._outline, set()).add(self._level)
        elif name == "num":
            self._list = said.get("numId", "")
        elif name == "abstractNumId":
            self._abstract[self._list] = value

    def looks(self) -> Looks:
        """What was heard."""
        lists = {number: self._levels.get(outline, set()) for number, outline in self._abstract.items()}
        numbers = {each: number for each in self._styles if (number := self._number(each)) not in ("", _NO_LIST)}
        return Looks(
            frozenset(each for each in self._styles if self._hides(each)),
            frozenset((number, level) for number, levels in lists.items() for level in levels),
            numbers,
        )

    def _line(self, style: str) -> list[_Style]:
        """A style and those that it rests on."""
        line = list[_Style]()
        while (one := self._styles.get(style)) is not None and len(line) < _MOST_STEPS:
            line.append(one)
            style = one.rests_on
        return line

    def _hides(self, style: str) -> bool:
        return next((one.hides for one in self._line(style) if one.hides is not None), False)

    def _number(self, style: str) -> str:
        return next((one.number for one in self._line(style) if one.number), "")
