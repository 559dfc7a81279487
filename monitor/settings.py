"""Names, defaults and limits of the service that no campaign needs to change."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

DATA_VARIABLE = "P06_DATA"
DATABASE_VARIABLE = "P06_DATABASE_URL"
DEFAULT_DATA = Path("data")
DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8006

WEB_THREADS = 8
# A larger request is turned away while it comes in; what an address takes is less.
LARGEST_REQUEST = 20_000_000
# A collecting thread waits for its source most of the time.
COLLECTING_THREADS = 8
# A run that starts this long after it was due is called late in the log.
LATE_START = timedelta(minutes=5)
# How often a node asks whether the scheduler's lock is still its own, or has become free.
LOCK_WATCH = timedelta(seconds=2)
# Due runs are spread over this part of their interval, but no more than this long.
JITTER_SHARE = 0.02
LONGEST_JITTER = timedelta(seconds=30)
# A run that failed is made again after this long, then after twice as long each time, unless its next slot is nearer.
FIRST_RETRY = timedelta(minutes=5)
LONGEST_RETRY = timedelta(hours=1)
# However fast the campaign's clock runs, the source itself lives in the machine's time.
SHORTEST_RETRY = timedelta(seconds=5)
