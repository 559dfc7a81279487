"""Puts the parts together, with the one clock that scheduling, judgement and `known_at` read."""

from __future__ import annotations

import logging
import sys

import waitress
from waitress.server import BaseWSGIServer

from collectors.sandbox import Sandbox
from monitor import settings
from monitor.answers import Answers
from monitor.campaign import Campaign
from monitor.campaign.changes import CampaignChanges
from monitor.clock import Clock
from monitor.collection import Collection, current_run
from monitor.metrics.exposition import Exposition
from monitor.scheduling import Scheduler, Turn, lock_of
from monitor.served import Served
from monitor.store import Store, campaigns
from monitor.web import create_app


class Service:
    """One campaign served from one store."""

    def __init__(self, store: Store, campaign: Campaign, clock: Clock) -> None:
        self.store, self.clock = store, clock
        self.served = Served(store, campaign)
        self.sandbox = Sandbox()
        self.collection = Collection(self.served, clock, self.sandbox)
        self.answers = Answers(self.served, clock)
        self.app = create_app(self.answers, Exposition(self.answers))
        self._turn: Turn | None = None
        self._server: BaseWSGIServer | None = None

    @property
    def campaign(self) -> Campaign:
        """The campaign that is served now."""
        return self.served.campaign

    def serve_campaign(self, path: str) -> CampaignChanges:
        """Record the campaign file, with the versions of its targets, as the one that this store serves."""
        with self.store.write() as connection:
            return campaigns.serve_campaign(connection, self.served.file, path, self.clock.now())

    def start_scheduler(self) -> None:
        """Begin to collect; on PostgreSQL, stand by while another node does.

        Raises SchedulerRuns where another process collects into an embedded database.
        """
        turn = Turn(lock_of(self.store), lambda: Scheduler(self.collection))
        turn.start()
        self._turn = turn

    def listen(self, host: str, port: int) -> str:
        """Open the port; the address that people use. Raises OSError where it is taken."""
        server = waitress.create_server(
            self.app,
            host=host,
            port=port,
            threads=settings.WEB_THREADS,
            max_request_body_size=settings.LARGEST_REQUEST,
            ident="p06",
        )
        self._server = server
        return f"http://{host}:{server.effective_port}/"

    def serve(self) -> None:
        """Answer until the process is told to end."""
        if self._server is None:
            raise RuntimeError("listen first")
        self._server.run()

    def close(self) -> None:
        """End what runs."""
        if self._turn is not None:
            self._turn.stop()
        if self._server is not None:
            self._server.close()
        self.sandbox.close()
        self.store.close()


class RunInEveryLine(logging.Filter):
    """Puts the name of the run under way into each record, and keeps a record on one line."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through."""
        record.run_name = current_run.get()
        record.msg, record.args = record.getMessage().replace("\r", "\\r").replace("\n", "\\n"), None
        return True


def log_to_standard_error(level: int = logging.INFO) -> None:
    """Set the process's log up: one line a record, with the run that it belongs to."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(RunInEveryLine())
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s [%(run_name)s] %(name)s: %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for chatty in ("apscheduler", "alembic", "waitress.queue", "urllib3"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
