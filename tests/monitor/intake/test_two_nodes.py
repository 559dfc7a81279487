"""Two nodes that write one cell at once lose nothing, and one that is killed loses nothing that it acknowledged."""

from __future__ import annotations

import multiprocessing
import random
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from multiprocessing.connection import Connection as Pipe

from databases import Databases
from intake_cases import NOW, attempt, said, small_campaign
from postgres import PostgresServer
from sqlalchemy import select

from benchmarks.kills import faults, killed
from collectors.reading import Measure, Readings
from monitor.intake import Intake
from monitor.served import Served
from monitor.store import open_store
from monitor.store.schema import observations

NODES, THREADS, WRITES = 2, 4, 125
KILLS = 12
PROCESSES = multiprocessing.get_context("fork")


def write_one_cell(url: str, node: int, clock: datetime, pipe: Pipe) -> None:
    """A node whose threads each restate one rate again and again; it names the values that it had acknowledged."""
    store = open_store(url)
    intake = Intake(Served(store, small_campaign()))

    def restate(thread: int) -> list[float]:
        values = [(1 + (node * THREADS + thread) * WRITES + number) / 10_000 for number in range(WRITES)]
        for value in values:
            figure = said(value, indicator="online_application_rate", measure=Measure.PERCENT)
            assert intake.accept(attempt(), Readings((figure,)), clock).accepted == 1
        return values

    with ThreadPoolExecutor(THREADS) as threads:
        pipe.send([value for values in threads.map(restate, range(THREADS)) for value in values])
    store.close()


def test_a_thousand_writes_of_one_cell_by_two_nodes_are_one_order_of_revisions(postgres: PostgresServer) -> None:
    url = postgres.url(postgres.new_database())
    open_store(url).close()
    pipes, nodes = [], []
    for node in range(NODES):
        ours, theirs = PROCESSES.Pipe(duplex=False)
        # The clocks of two machines differ.
        clock = NOW + timedelta(seconds=7 * node)
        nodes.append(PROCESSES.Process(target=write_one_cell, args=(url, node, clock, theirs)))
        pipes.append(ours)
        nodes[-1].start()
    acknowledged = [value for pipe in pipes for value in pipe.recv()]
    for process in nodes:
        process.join(60)
    store = open_store(url)
    with store.read() as connection:
        o = observations.c
        kept = connection.execute(select(o.revision, o.value, o.known_at).order_by(o.revision)).all()
    store.close()
    assert len(acknowledged) == NODES * THREADS * WRITES == 1_000
    assert [row.revision for row in kept] == list(range(1, 1_001))
    assert sorted(row.value for row in kept) == sorted(acknowledged)
    instants = [row.known_at for row in kept]
    assert instants == sorted(set(instants)), "what was known at an instant depends on the order of revisions"


def test_a_node_that_is_killed_at_any_moment_loses_nothing_that_it_acknowledged(databases: Databases) -> None:
    url = databases.url()
    acknowledged: list[tuple[int, int]] = []
    moments = random.Random(8)
    for _ in range(KILLS):
        stored, *_ = faults(url, [])
        acknowledged += killed(url, stored, moments.uniform(0.0, 0.05))
    stored, lost, half = faults(url, acknowledged)
    assert (lost, half) == (0, 0)
    assert stored >= len(acknowledged) >= KILLS
    databases.drop(url)
