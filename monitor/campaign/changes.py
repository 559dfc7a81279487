"""What a campaign file that is served anew changes, as values and in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from monitor.campaign.document import Document
from monitor.campaign.events import read_document
from monitor.campaign.path import Milestones, Path, Straight, WorkingDays
from monitor.campaign.target import Target
from monitor.campaign.versioning import NewVersion

# More of one sort than this are told as a number.
_MOST_TOLD = 20
# What a version is placed by, which is no change of the target.
_PLACE = ("indicator", "unit", "start", "in_force_from", "version", "ended")


@dataclass(frozen=True, slots=True)
class Changed:
    """The ids of one sort of thing (units, indicators, sources) that the file has added, removed or changed."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CampaignChanges:
    """What a served file changes.

    Of one that is `new` to the store (the file served before it was of another campaign, or there was none)
    only the versions of targets that it makes are told. `others` are further parts of the file, such as its name.
    """

    new: bool = False
    units: Changed = Changed()
    indicators: Changed = Changed()
    sources: Changed = Changed()
    others: tuple[str, ...] = ()
    targets: tuple[NewVersion, ...] = ()

    def lines(self) -> list[str]:
        """Each change in a line of plain English."""
        parts = (("unit", self.units), ("indicator", self.indicators), ("source", self.sources))
        return [
            *(line for word, changed in parts for line in _listed(word, changed)),
            *(f"{other} changed" for other in self.others),
            *(version_in_words(version) for version in self.targets),
        ]


NOTHING_CHANGED = CampaignChanges()


def changes_between(before: str | None, after: str, targets: tuple[NewVersion, ...]) -> CampaignChanges:
    """What differs between two texts of one campaign, with the versions of targets that the later one makes.

    `before` is None where there was none of this campaign.
    """
    if before is None:
        return CampaignChanges(new=True, targets=targets)
    old, new = read_document(before), read_document(after)
    return CampaignChanges(
        units=_compared(_by_id(old), _by_id(new)),
        indicators=_compared(_by_key(old, "indicators"), _by_key(new, "indicators")),
        sources=_compared(_by_key(old, "sources"), _by_key(new, "sources")),
        others=tuple(
            part for part in ("name", "notice", "holidays", "checks") if old.value_at((part,)) != new.value_at((part,))
        ),
        targets=targets,
    )


def _by_id(document: Document) -> dict[str, Mapping[str, Any]]:
    return {str(raw.get("id")): raw for _, raw in document.listed("units")}


def _by_key(document: Document, section: str) -> dict[str, Mapping[str, Any]]:
    return {key: raw for _, key, raw in document.keyed(section)}


def _compared(before: Mapping[str, object], after: Mapping[str, object]) -> Changed:
    return Changed(
        added=tuple(key for key in after if key not in before),
        removed=tuple(key for key in before if key not in after),
        changed=tuple(key for key in after if key in before and after[key] != before[key]),
    )


def _listed(word: str, changed: Changed) -> Iterator[str]:
    for verb, keys in (("added", changed.added), ("removed", changed.removed), ("changed", changed.changed)):
        yield from (f"{word} {key} {verb}" for key in keys[:_MOST_TOLD])
        if len(keys) > _MOST_TOLD:
            yield f"{len(keys) - _MOST_TOLD} more {word}s {verb}"


def version_in_words(version: NewVersion) -> str:
    """A version of a target: what is new in it, from when on it is in force, and its number."""
    target = version.target
    since = f", in force from {target.in_force_from}" if target.in_force_from else ""
    what = f"{_difference(version)}{since}"
    if target.ended:
        what = f"ended, from {target.in_force_from} on"
    return f"target {target.indicator} of {target.unit} from {target.start}: {what} (version {target.version})"


def _difference(version: NewVersion) -> str:
    before, after = version.before, version.target
    if before is None:
        return f"new, {_amount(after)} by {after.deadline}"
    names = [field.name for field in fields(Target) if field.name not in _PLACE]
    differing = [name for name in names if getattr(before, name) != getattr(after, name)]
    return ", ".join(f"{name} {_said(before, name)} -> {_said(after, name)}" for name in differing)


def _amount(target: Target) -> str:
    if target.share is not None:
        return f"{_said(target, 'share')} of {target.of}"
    return f"{target.amount:.15g}"


def _said(target: Target, name: str) -> str:
    """A field of a target in words."""
    value = getattr(target, name)
    if name == "implied" and value is not None:
        return f"{value[0]} as {100 * float(value[1]):g} %"
    if name == "share" and value is not None:
        return f"{100 * value:g} %"
    if name == "path":
        return path_in_words(value)
    if isinstance(value, float):
        return f"{value:.15g}"
    return "none" if value in (None, "") else str(value)


def path_in_words(path: Path) -> str:
    """A path: by which days it leads, and of milestones which part of the way each is."""
    if isinstance(path, Milestones):
        return f"milestones {', '.join(f'{day} {100 * part:.6g} %' for day, part in path.points)}"
    words: tuple[tuple[type, str], ...] = ((Straight, "straight"), (WorkingDays, "working days"))
    return next((word for kind, word in words if isinstance(path, kind)), type(path).__name__)
