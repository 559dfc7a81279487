"""Which versions of targets a changed campaign file makes. Pure: what is known comes in, and the day is an argument.

Of each target, a file says which version is in force on every day from the one on which it is served, and on every day
from its earliest `in_force_from`. Where what is known says otherwise on such a day, a further version comes into force
on it; an end is such a version too. What was in force before stays as it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from monitor.campaign.target import Target, coming_into_force, version_on

# What tells one target from another.
_Key = tuple[str, str, date]


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A version to be recorded, and what was in force on its first day before; None where there was no such target."""

    target: Target
    before: Target | None = None


def new_versions(known: Iterable[Target], given: Iterable[Target], day: date) -> tuple[NewVersion, ...]:
    """The versions that a file served on a local day makes of its targets, beside those that are known already.

    A target that is in force already, in the same words, makes none. One that is new is in force from the beginning,
    unless it says otherwise or takes the place of one that ends now: then from the day on.
    """
    held, wanted = _by_key(known), _by_key(given)
    made: list[NewVersion] = []
    for key in dict.fromkeys((*wanted, *held)):
        if key in held:
            made += _changed(held[key], wanted.get(key, []), day)
        elif _takes_a_place(key, held, wanted, day):
            made += _changed([], wanted[key], day)
        else:
            made += [NewVersion(replace(target, version=n)) for n, target in enumerate(wanted[key], start=1)]
    return tuple(made)


def _by_key(targets: Iterable[Target]) -> dict[_Key, list[Target]]:
    """The versions of each target, in the order of their coming into force."""
    found: dict[_Key, list[Target]] = defaultdict(list)
    for target in sorted(targets, key=coming_into_force):
        found[target.indicator, target.unit, target.start].append(target)
    return found


def _takes_a_place(key: _Key, held: Mapping[_Key, Sequence[Target]], wanted: Mapping[_Key, object], day: date) -> bool:
    """Whether another target of the same indicator and unit ends on the day."""
    gone = (versions for other, versions in held.items() if other[:2] == key[:2] and other not in wanted)
    return any(_standing(versions, day) is not None for versions in gone)


def _changed(held: Sequence[Target], wanted: Sequence[Target], day: date) -> list[NewVersion]:
    versions, made = list(held), []
    for point in _points(held, wanted, day):
        before, now = _standing(versions, point), _standing(wanted, point)
        if _content(before) == _content(now):
            continue
        number = max((version.version for version in versions), default=0) + 1
        target = replace(now or versions[-1], version=number, in_force_from=point, ended=now is None)
        versions = sorted((*versions, target), key=coming_into_force)
        made.append(NewVersion(target, before))
    return made


def _points(held: Sequence[Target], wanted: Sequence[Target], day: date) -> list[date]:
    """The days on which what the file says is compared with what is known; between them neither changes."""
    said = {target.in_force_from for target in wanted if target.in_force_from is not None} | {day}
    known = {target.in_force_from for target in held if target.in_force_from is not None}
    return sorted(said | {point for point in known if point > min(said)})


def _standing(versions: Sequence[Target], day: date) -> Target | None:
    """What is in force on a day; None where it has ended too."""
    found = version_on(versions, day)
    return None if found is None or found.ended else found


def _content(target: Target | None) -> Target | None:
    """A version without what only places it among the others."""
    return target and replace(target, version=1, in_force_from=None)
