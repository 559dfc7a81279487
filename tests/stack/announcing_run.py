"""One due run of a source, as the scheduler makes it, that says on standard output which phase it enters.

usage: announcing_run.py FOLDER
"""

import sys
from pathlib import Path

from sqlalchemy import event

from collectors.reading import Readings
from collectors.sandbox import Sandbox
from collectors.source import Snapshot, SourceConfig
from monitor.campaign.file import read_campaign
from monitor.clock import SystemClock
from monitor.collection import Collection
from monitor.scheduling import Scheduler
from monitor.served import Served
from monitor.store import campaigns, store_in


class AnnouncingSandbox(Sandbox):
    def read(self, kind: str, snapshot: Snapshot, config: SourceConfig) -> Readings:
        print("phase read", flush=True)
        return super().read(kind, snapshot, config)


def announce_writing(_connection: object, _cursor: object, statement: str, *_: object) -> None:
    if statement.startswith("INSERT INTO observations"):
        print("phase transaction", flush=True)


def main() -> None:
    folder = Path(sys.argv[1])
    store, clock = store_in(folder), SystemClock()
    campaign = read_campaign(folder / "campaign.yaml")
    with store.write() as connection:
        campaigns.serve_campaign(connection, campaign, "campaign.yaml", clock.now())
    event.listen(store.engine, "before_cursor_execute", announce_writing)
    with AnnouncingSandbox() as sandbox:
        scheduler = Scheduler(Collection(Served(store, campaign), clock, sandbox))
        print("phase fetch", flush=True)
        scheduler.run_due("daily")
        print("phase done", flush=True)


if __name__ == "__main__":
    main()
