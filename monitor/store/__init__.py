"""What is kept: snapshots, runs, observations, targets, quarantine. SQLite embedded, PostgreSQL for more."""

from monitor.store.database import Store, StoreError, open_store, store_in

__all__ = ["Store", "StoreError", "open_store", "store_in"]
