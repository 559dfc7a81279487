"""A folder into which documents are put: one file at a time is read, and is moved away once its run is recorded.

A file stays where it was put until then, so that whatever ends the service loses none: it is read again, and the same
figures change nothing.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from collectors.faults import FetchError, NothingNew
from collectors.source import Snapshot

READ, REFUSED = "read", "refused"
# A file that was changed more recently than this may still be written.
SETTLED_SECONDS = 30.0
# What programs write while they work on a file: a lock of Office, a download or a copy that is not whole.
_NOT_WHOLE = re.compile(
    r"\.|~|.*(\.(tmp|temp|part|partial|crdownload|filepart|download|swp|lock|bak)|~)$", re.IGNORECASE
)
_FURNITURE = {"thumbs.db", "desktop.ini"}
_SCHEME = "file:"
_LONGEST_STEM_BYTES = 180


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A file that may be read, and how it stood when it was looked at."""

    name: str
    size: int
    changed: float


def named(snapshot: Snapshot) -> str:
    """What people call a document: the name of a file of the folder, of any other its address."""
    return snapshot.address.removeprefix(_SCHEME)


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder at a path of the server."""

    path: Path

    def oldest(self, largest: int, now: datetime) -> Snapshot:
        """The file that was changed the longest ago. Raises NothingNew, or FetchError where none can be read."""
        unusable: list[str] = []
        waiting = list(self._waiting(unusable))
        for each in waiting:
            if each.size > largest:
                unusable.append(
                    f"{each.name} has {each.size / 1e6:.0f} MB, and at most {largest / 1e6:.0f} MB are read"
                )
                continue
            body = self._bytes(each, unusable)
            if body is not None:
                return Snapshot(body, _SCHEME + each.name, now)
        if unusable:
            more = f" (and {len(unusable) - 1} more such)" if len(unusable) > 1 else ""
            raise FetchError(f"{self.path}: {unusable[0]}; take it out of the folder{more}")
        raise NothingNew(f"no new file in {self.path}")

    def has_more(self) -> bool:
        """Whether a file waits that may be read now."""
        return next(self._waiting([]), None) is not None

    def put_away(self, snapshot: Snapshot, refusal: str | None) -> None:
        """Move the file that was read to `read`, or to `refused` with the reason beside it. Raises FetchError.

        A file that was replaced by another since it was read stays: it has not been read.
        """
        name = named(snapshot)
        source, kept = self.path / name, self._kept(name, snapshot.sha256, REFUSED if refusal else READ)
        try:
            if _hash(source) != snapshot.sha256:
                return
            _make(kept.parent)
            if refusal:
                _write(kept.with_name(f"{kept.name}.txt"), f"{refusal}\n")
            os.replace(source, kept)
            if _hash(kept) != snapshot.sha256:
                os.replace(kept, source)
        except FileNotFoundError:
            return
        except OSError as error:
            raise FetchError(f"{name} was read and cannot be moved within {self.path}: {error.strerror}") from None

    def _kept(self, name: str, sha256: str, where: str) -> Path:
        """A name of its own for these bytes: an office may send every week's report under the same name."""
        stem, ending = os.path.splitext(name)
        short = stem.encode()[:_LONGEST_STEM_BYTES].decode(errors="ignore")
        return self.path / where / f"{short}.{sha256[:12]}{ending[:20]}"

    def _waiting(self, unusable: list[str]) -> Iterator[_Waiting]:
        """The files that may be read, the oldest first; `unusable` takes what stands there and is none."""
        try:
            with os.scandir(self.path) as entries:
                found = [one for entry in entries if (one := _looked_at(entry, unusable)) is not None]
        except OSError as error:
            raise FetchError(f"the folder {self.path} cannot be read: {error.strerror}") from None
        return iter(sorted(found, key=lambda one: (one.changed, one.name)))

    def _bytes(self, file: _Waiting, unusable: list[str]) -> bytes | None:
        """What stands in a file; None where it cannot be read, is gone, or is being written."""
        try:
            # A link that took the file's place since it was looked at is not followed, a pipe not waited for.
            number = os.open(self.path / file.name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
            with open(number, "rb") as opened:
                body = opened.read(file.size + 1)
                after = os.fstat(opened.fileno())
        except FileNotFoundError:
            return None
        except OSError as error:
            unusable.append(f"{file.name} cannot be read: {error.strerror}")
            return None
        unchanged = (after.st_size, after.st_mtime, len(body)) == (file.size, file.changed, file.size)
        return body if unchanged else None


def _looked_at(entry: os.DirEntry[str], unusable: list[str]) -> _Waiting | None:
    name = entry.name
    if _NOT_WHOLE.match(name) or name.lower() in _FURNITURE:
        return None
    try:
        found = entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(found.st_mode):
        return None
    if not stat.S_ISREG(found.st_mode):
        unusable.append(f"{name!r} is a link or a device, not a file")
        return None
    if not name.isprintable():
        unusable.append(f"{name!r} has signs in its name that cannot be shown")
        return None
    settled = abs(time.time() - found.st_mtime) >= SETTLED_SECONDS
    return _Waiting(name, found.st_size, found.st_mtime) if settled else None


def _hash(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _make(folder: Path) -> None:
    """Makes a folder; one that is a link into another place is not used."""
    folder.mkdir(exist_ok=True)
    if folder.is_symlink():
        raise NotADirectoryError(errno.ENOTDIR, f"{folder.name} is a link", str(folder))


def _write(path: Path, text: str) -> None:
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
    with open(number, "w", encoding="utf-8") as opened:
        opened.write(text)
