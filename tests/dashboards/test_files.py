"""What is generated is what is committed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from dashboards.__main__ import build
from dashboards.config import Config
from dashboards.files import DASHBOARDS, RULES, all_files


def committed(root: Path) -> dict[str, bytes]:
    """Every file in the folders that are generated."""
    folders = (root / DASHBOARDS, root / RULES)
    return {str(path.relative_to(root)): path.read_bytes() for folder in folders for path in folder.iterdir()}


def test_the_committed_files_are_what_the_code_writes_byte_for_byte(root: Path) -> None:
    generated = {path: text.encode() for path, text in all_files(Config()).items()}
    differing = sorted(path for path in generated | committed(root) if generated.get(path) != committed(root).get(path))
    assert not differing, f"run `python -m dashboards build`; these differ: {', '.join(differing)}"


def test_building_twice_writes_the_same_and_takes_away_what_is_no_longer_generated(tmp_path: Path) -> None:
    build(tmp_path, Config())
    first = committed(tmp_path)
    (tmp_path / RULES / "old.yml").write_text("groups: []\n")
    build(tmp_path, Config())
    assert committed(tmp_path) == first


def test_a_generated_file_says_so_and_is_written_in_vietnamese_letters(root: Path) -> None:
    for path, content in committed(root).items():
        text = content.decode()
        assert "python -m dashboards build" in text, path
        assert "\\u" not in text, path


@pytest.mark.parametrize("path", ["grafana/provisioning/dashboards/project06.yaml", "compose.yaml"])
def test_grafana_finds_the_dashboards_where_compose_mounts_them(root: Path, path: str) -> None:
    assert "/var/lib/grafana/dashboards" in (root / path).read_text()
    assert yaml.safe_load((root / path).read_text())


def test_everything_that_containers_mount_or_copy_is_there(root: Path) -> None:
    services = yaml.safe_load((root / "compose.yaml").read_text())["services"]
    mounts = [mount for service in services.values() for mount in service["volumes"] if mount.startswith("./")]
    copies = re.findall(r"^COPY ((?!--from).+) /\S+$", (root / "Dockerfile").read_text(), re.MULTILINE)
    sources = [mount.split(":")[0] for mount in mounts] + " ".join(copies).split()
    assert len(sources) > 10
    assert not [source for source in sources if not (root / source).exists()]


def test_what_the_image_copies_is_not_ignored(root: Path) -> None:
    copies = re.findall(r"^COPY ((?!--from).+) /\S+$", (root / "Dockerfile").read_text(), re.MULTILINE)
    allowed = {line[1:] for line in (root / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert set(" ".join(copies).split()) == allowed
