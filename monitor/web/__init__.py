"""What people and programs see over HTTP: the board, the API, the metrics. Only asks; writes nothing."""

from monitor.web.app import create_app

__all__ = ["create_app"]
