"""The one guarded way to the network: bounded in time, size, tries and hops, and kept out of private networks."""

from collectors.http.address import Address
from collectors.http.visit import Visit, get

__all__ = ["Address", "Visit", "get"]
