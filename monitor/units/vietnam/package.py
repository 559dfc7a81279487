"""Reads the data files of the package vietnamadminunits. They are read where they lie: importing it takes seconds."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from unicodedata import normalize

PACKAGE = "vietnamadminunits"
# The release whose maps, codes and quirks have been checked; the days and notes in known.py speak of this one.
CHECKED_VERSION = "1.0.4"
_COMMAND = f"pip install '{PACKAGE}=={CHECKED_VERSION}'"


class PublishedMissing(Exception):
    """The published registry cannot be read; the message is one line a person can act on."""


@dataclass(frozen=True, slots=True)
class Place:
    """A unit as the package lists it: official code, name with its prefix, and a point within it in degrees."""

    code: str
    name: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of one of the two maps. `key` is the package's own name of the lowest unit, unique in its map.

    On the newer map there is no district; on the older one five island districts have no commune.
    """

    key: str
    province_key: str
    province: Place
    district: Place | None
    commune: Place | None

    @property
    def lowest(self) -> Place:
        """The unit that the line is about: its commune, else its district."""
        return self.commune or self.district or self.province


@dataclass(frozen=True, slots=True)
class Published:
    """Both maps, and where the units of the older one went, by keys.

    `provinces` names a newer province's origins, `whole` a newer commune's origins that went to it whole, `divided` the
    newer communes to which a part of an older one went.
    """

    release: str
    before: tuple[Line, ...]
    after: tuple[Line, ...]
    provinces: Mapping[str, tuple[str, ...]]
    whole: Mapping[str, tuple[str, ...]]
    divided: Mapping[str, tuple[str, ...]]


def read_published() -> Published:
    """The package's data. Raises PublishedMissing where it is not installed, or in a release nobody has checked."""
    release, folder = _installed()
    try:
        with closing(sqlite3.connect(f"file:{folder / 'dataset.db'}?mode=ro", uri=True)) as database:
            database.row_factory = sqlite3.Row
            before = tuple(_older(database))
            after = tuple(_newer(database))
        converter = json.loads((folder / "converter_2025.json").read_text(encoding="utf-8"))
    except (OSError, sqlite3.Error, ValueError) as error:
        raise PublishedMissing(f"the data of {PACKAGE} in {folder} cannot be read: {error}; {_COMMAND}") from error
    return Published(
        release=release,
        before=before,
        after=after,
        provinces={new: tuple(old) for new, old in converter["DICT_PROVINCE"].items()},
        whole=_whole(converter["DICT_PROVINCE_WARD_NO_DIVIDED"]),
        divided=_divided(converter["DICT_PROVINCE_WARD_DIVIDED"]),
    )


def _installed() -> tuple[str, Path]:
    try:
        release = version(PACKAGE)
    except PackageNotFoundError:
        raise PublishedMissing(f"the published registry is not installed: {_COMMAND}") from None
    if release != CHECKED_VERSION:
        raise PublishedMissing(
            f"{PACKAGE} {release} is installed, whose maps nobody has checked; {CHECKED_VERSION} is right: {_COMMAND}"
        )
    found = find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise PublishedMissing(f"{PACKAGE} {release} is installed without its files: {_COMMAND}")
    return release, Path(found.submodule_search_locations[0]) / "data"


def _older(database: sqlite3.Connection) -> Iterator[Line]:
    for row in database.execute("SELECT * FROM admin_units_legacy"):
        key = f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}"
        commune = _place(row, "ward") if row["wardCode"] else None
        yield Line(key, row["provinceKey"], _place(row, "province"), _place(row, "district"), commune)


def _newer(database: sqlite3.Connection) -> Iterator[Line]:
    for row in database.execute("SELECT * FROM admin_units"):
        key = f"{row['provinceKey']}_{row['wardKey']}"
        yield Line(key, row["provinceKey"], _place(row, "province"), None, _place(row, "ward"))


def _place(row: sqlite3.Row, level: str) -> Place:
    return Place(row[f"{level}Code"], normalize("NFC", row[level]), row[f"{level}Lat"], row[f"{level}Lon"])


def _whole(provinces: Mapping[str, Mapping[str, list[str]]]) -> dict[str, tuple[str, ...]]:
    return {
        f"{province}_{commune}": tuple(origins)
        for province, communes in provinces.items()
        for commune, origins in communes.items()
    }


def _divided(provinces: Mapping[str, Mapping[str, list[Mapping[str, str]]]]) -> dict[str, tuple[str, ...]]:
    return {
        origin: tuple(f"{province}_{part['newWardKey']}" for part in parts)
        for province, origins in provinces.items()
        for origin, parts in origins.items()
    }
