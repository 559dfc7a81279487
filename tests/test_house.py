"""The house stands as drawn: nothing imports what stands below it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# Reading order is import order.
COLLECTORS = (
    "collectors.reading",
    "collectors.faults",
    "collectors.source",
    "collectors.consistency",
    "collectors.personal_numbers",
    "collectors.legacy_encodings",
    "collectors.pages",
    "collectors.package",
    "collectors.vietnamese",
    "collectors.figures",
    "collectors.http",
    "collectors.sandbox",
    "collectors.json_api",
    "collectors.table",
    "collectors.document",
    "collectors.rows",
    "collectors.article",
)
MONITOR = (
    "monitor.settings",
    "monitor.clock",
    "monitor.language",
    "monitor.units",
    "monitor.campaign",
    "monitor.judgement",
    "monitor.store",
    "monitor.served",
    "monitor.intake",
    "monitor.collection",
    "monitor.answers",
    "monitor.metrics",
    "monitor.web",
    "monitor.marked",
    "monitor.scheduling",
    "monitor.service",
    "monitor.demo",
    "monitor.cli",
)
# A campaign holds sources' settings and a judgement holds figures, so both know those words; neither fetches or reads.
WORDS_OF_COLLECTORS = (
    "collectors.reading",
    "collectors.faults",
    "collectors.source",
    "collectors.consistency",
    "collectors.vietnamese.own_phrases",
    "collectors.vietnamese.prose_config",
)
PURE = ("monitor.units", "monitor.campaign", "monitor.judgement", "monitor.language", "monitor.clock")


def modules() -> Iterator[tuple[str, Path]]:
    for package in ("collectors", "monitor", "dashboards"):
        for path in sorted((ROOT / package).rglob("*.py")):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            yield name.removesuffix(".__init__"), path


def imports_of(name: str, path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{name} imports relatively; say where from"
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return {target for target in found if target.split(".")[0] in ("collectors", "monitor", "dashboards")}


def room_of(name: str, rooms: tuple[str, ...]) -> int | None:
    return next((i for i, room in enumerate(rooms) if name == room or name.startswith(f"{room}.")), None)


@pytest.mark.parametrize(("name", "path"), [pytest.param(*m, id=m[0]) for m in modules()])
def test_nothing_imports_what_stands_below_it(name: str, path: Path) -> None:
    targets = imports_of(name, path)
    package = name.split(".")[0]
    if package == "collectors":
        assert not [t for t in targets if t.startswith(("monitor", "dashboards"))], "collectors know nothing of monitor"
    if package == "dashboards":
        assert not [t for t in targets if not t.startswith(("dashboards", "monitor.metrics.catalogue"))]
    if package == "monitor":
        assert not [t for t in targets if t.startswith("dashboards")]
    if name.startswith(PURE):
        outside = [t for t in targets if t.startswith("collectors") and not t.startswith(WORDS_OF_COLLECTORS)]
        assert not outside, f"{name} is pure and may not use {outside}"
    rooms = COLLECTORS if package == "collectors" else MONITOR
    own = room_of(name, rooms)
    for target in targets:
        other = room_of(target, rooms)
        if own is not None and other is not None:
            assert other <= own, f"{name} imports {target}, which stands below it"


def test_every_module_has_its_room() -> None:
    roots = {"collectors", "monitor", "dashboards", "monitor.__main__"}
    homeless = [
        name
        for name, _ in modules()
        if name not in roots
        and not name.startswith("dashboards")
        and room_of(name, COLLECTORS) is None
        and room_of(name, MONITOR) is None
    ]
    assert homeless == []
