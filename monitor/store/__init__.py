"""What is kept: snapshots, runs, observations, targets, quarantine. SQLite embedded, PostgreSQL for more."""

from monitor.store.database import Store, open_store

__all__ = ["Store", "open_store"]
