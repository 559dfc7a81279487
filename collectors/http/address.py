"""Which addresses may be asked: http and https, and machines that stand in the public network or are named."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator

from collectors.faults import FetchError
from collectors.http.deadline import Deadline
from collectors.http.failure import Passing

CONNECT_SECONDS = 10.0

# Global unicast; all else of IPv6 is local, reserved, or a way to write an IPv4 address (mapped, 64:ff9b::/96).
_IPV6_PUBLIC = ip_network("2000::/3")
# Teredo and 6to4 lie in it and hold an IPv4 address each.
_IPV6_TUNNELS = (ip_network("2001::/32"), ip_network("2002::/16"))

# Family, address and port.
Number = tuple[socket.AddressFamily, str, int]


def valid_address(address: str) -> str:
    """The address itself, where it may be asked in principle. Raises ValueError that says what would be right."""
    if any(ord(character) <= 32 or ord(character) == 127 or character == "\\" for character in address):
        raise ValueError("an address with a space or a control character; write them as %20 and the like")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise ValueError("not an address; http://host/path or https://host/path would be right") from None
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise ValueError("not an address; http://host/path or https://host/path would be right")
    if "@" in parts.netloc:
        raise ValueError("a user name or password in an address; keep it as the source's secret")
    return address


Address = Annotated[str, AfterValidator(valid_address)]


def host_of(address: str) -> str:
    """The host and port of an address, for messages: no path, no query, no password."""
    try:
        return urlsplit(address).netloc.rpartition("@")[2] or "no host"
    except ValueError:
        return "no host"


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address belongs to one machine in the public network."""
    if isinstance(address, IPv4Address):
        return address.is_global and not address.is_multicast
    return (
        address in _IPV6_PUBLIC
        and address.is_global
        and not address.is_multicast
        and not any(address in tunnel for tunnel in _IPV6_TUNNELS)
    )


def connect(host: str, port: int, private_hosts: frozenset[str], deadline: Deadline) -> socket.socket:
    """A connection to a host, by the very number that was checked. Raises FetchError, or Passing."""
    host = host.strip("[]").rstrip(".").lower()
    numbers = _resolve(host, port, deadline)
    allowed = [number for number in numbers if _may_reach(number[1], host in private_hosts)]
    if not allowed:
        raise FetchError(
            f"{host} is not in the public network ({numbers[0][1]}); name it under private_hosts if it is meant"
        )
    return _first_that_answers(host, allowed, deadline)


def _resolve(host: str, port: int, deadline: Deadline) -> list[Number]:
    """The numbers of a host, asked for in a thread of its own, since the resolver knows no time-out."""
    answers: SimpleQueue[list[Number] | None] = SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put([(family, str(number[0]), port) for family, _, _, _, number in found])
        except (OSError, UnicodeError):
            answers.put(None)

    Thread(target=ask, daemon=True).start()
    try:
        numbers = answers.get(timeout=min(CONNECT_SECONDS, deadline.left))
    except Empty:
        raise Passing(f"the name {host} was not resolved in time") from None
    if not numbers:
        raise Passing(f"no machine is known by the name {host}")
    return numbers


def _may_reach(number: str, named: bool) -> bool:
    address = ip_address(number.partition("%")[0])
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    if named:
        return not address.is_multicast and not address.is_unspecified
    return is_public(address)


def _first_that_answers(host: str, numbers: Iterable[Number], deadline: Deadline) -> socket.socket:
    reason = "no connection"
    for family, number, port in numbers:
        connection = socket.socket(family, socket.SOCK_STREAM)
        connection.settimeout(max(0.001, min(CONNECT_SECONDS, deadline.left)))
        try:
            connection.connect((number, port))
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except TimeoutError:
            connection.close()
            reason = "did not take a connection in time"
        except OSError as error:
            connection.close()
            reason = "refused the connection" if isinstance(error, ConnectionRefusedError) else "cannot be reached"
        else:
            deadline.watch(connection)
            return connection
    raise Passing(f"{host}:{port} {reason}")
