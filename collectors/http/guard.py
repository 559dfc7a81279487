"""A transport for requests whose every connection goes to a checked machine and ends with the deadline."""

from __future__ import annotations

from dataclasses import dataclass
from socket import socket
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from collectors.http.address import connect
from collectors.http.deadline import Deadline


@dataclass(frozen=True, slots=True)
class Guard:
    """What a connection has to keep to."""

    private_hosts: frozenset[str]
    deadline: Deadline


class _Connection(HTTPConnection):
    guard: Guard

    def _new_conn(self) -> socket:
        return connect(self.host, self.port or 80, self.guard.private_hosts, self.guard.deadline)


class _SecureConnection(HTTPSConnection):
    guard: Guard

    def _new_conn(self) -> socket:
        return connect(self.host, self.port or 443, self.guard.private_hosts, self.guard.deadline)


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection
    guard: Guard

    def _new_conn(self) -> Any:
        connection: Any = super()._new_conn()
        connection.guard = self.guard
        return connection


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureConnection
    guard: Guard

    def _new_conn(self) -> Any:
        connection: Any = super()._new_conn()
        connection.guard = self.guard
        return connection


class GuardedAdapter(HTTPAdapter):
    """Sends prepared requests over guarded connections.

    Used without a Session, which would read a redirect's whole body, and add proxies and netrc secrets from the
    environment.
    """

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Makes the pools that hold guarded connections."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _SecurePool}

    def get_connection_with_tls_context(self, *args: Any, **kwargs: Any) -> Any:
        """The pool for a request, given its guard; without one its connections would fail, never go unguarded."""
        pool: Any = super().get_connection_with_tls_context(*args, **kwargs)
        pool.guard = self._guard
        return pool
