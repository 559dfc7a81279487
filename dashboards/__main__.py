"""`python -m dashboards build`: writes the dashboards and rules anew."""

from __future__ import annotations

import sys
from pathlib import Path

from dashboards.config import Config
from dashboards.files import DASHBOARDS, RULES, all_files

ROOT = Path(__file__).parent.parent


def build(root: Path, config: Config) -> None:
    """Writes every generated file under `root`, and removes those that are no longer generated."""
    files = all_files(config)
    for folder, kind in ((DASHBOARDS, "*.json"), (RULES, "*.yml")):
        (root / folder).mkdir(parents=True, exist_ok=True)
        for old in (root / folder).glob(kind):
            old.unlink()
    for path, content in files.items():
        (root / path).write_text(content, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    if sys.argv[1:] != ["build"]:
        sys.stderr.write("usage: python -m dashboards build\n")
        sys.exit(2)
    build(ROOT, Config())
