"""A list too long to be held: asked from the store page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Generic, TypeVar, overload

from sqlalchemy import Connection

from monitor.store import Store

T = TypeVar("T")


class StoredList(Sequence[T], Generic[T]):
    """Rows of the store in a fixed order; a slice of them is one query. `rows` takes an offset and a limit."""

    def __init__(
        self,
        store: Store,
        count: Callable[[Connection], int],
        rows: Callable[[Connection, int, int | None], list[T]],
    ) -> None:
        self._store, self._count, self._rows = store, count, rows

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[T]:
        return iter(self[:])

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        if isinstance(index, int):
            return self[index : index + 1][0] if index >= 0 else self[index + len(self)]
        start, stop, step = index.indices(len(self))
        with self._store.read() as connection:
            return self._rows(connection, start, max(stop - start, 0))[::step]

    @cached_property
    def _length(self) -> int:
        with self._store.read() as connection:
            return self._count(connection)
