"""Collecting by one node at a time, and by the next one when it is gone."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError

from monitor import settings
from monitor.scheduling.lock import SchedulerLock
from monitor.scheduling.scheduler import Scheduler

log = logging.getLogger(__name__)


class Turn:
    """Runs a scheduler while this process holds the database's lock, and stands by while another node does."""

    def __init__(self, lock: SchedulerLock, new_scheduler: Callable[[], Scheduler]) -> None:
        self._lock, self._new_scheduler = lock, new_scheduler
        self._scheduler: Scheduler | None = None
        self._ended = threading.Event()
        self._watching = threading.Thread(target=self._watch, name="scheduler's lock", daemon=True)

    @property
    def has_it(self) -> bool:
        """Whether this process collects now."""
        return self._scheduler is not None

    def start(self) -> None:
        """Begin to collect, or to stand by. Raises SchedulerRuns where an embedded database has a scheduler already."""
        self._take_or_keep()
        if not self.has_it:
            log.info("another node collects; this one stands by")
        self._watching.start()

    def stop(self) -> None:
        """End; runs under way are waited for."""
        self._ended.set()
        if self._watching.is_alive():
            self._watching.join()
        if self._scheduler is not None:
            self._scheduler.stop()
        self._lock.release()

    def _watch(self) -> None:
        while not self._ended.wait(settings.LOCK_WATCH.total_seconds()):
            self._take_or_keep()

    def _take_or_keep(self) -> None:
        if self._scheduler is None:
            self._take()
        elif not self._lock.holds():
            log.warning("the scheduler's lock is lost; nothing new is started here until it is held again")
            self._leave(self._scheduler)

    def _take(self) -> None:
        if not self._lock.take():
            return
        scheduler = self._new_scheduler()
        try:
            scheduler.start()
        except SQLAlchemyError as error:
            log.warning("the scheduler cannot start (%s) and tries again", type(error).__name__)
            self._lock.release()
            return
        log.info("this node collects")
        self._scheduler = scheduler

    def _leave(self, scheduler: Scheduler) -> None:
        self._scheduler = None
        # Runs under way end by themselves: the slot of a run is answered once, whoever answers it.
        scheduler.stop(wait=False)
        self._lock.release()
