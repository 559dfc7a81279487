"""Which source is due, and one run of it at a time, by one scheduler a database."""

from monitor.scheduling.lock import DatabaseLock, FileLock, SchedulerLock, SchedulerRuns, lock_of
from monitor.scheduling.scheduler import Scheduler
from monitor.scheduling.turn import Turn

__all__ = ["DatabaseLock", "FileLock", "Scheduler", "SchedulerLock", "SchedulerRuns", "Turn", "lock_of"]
