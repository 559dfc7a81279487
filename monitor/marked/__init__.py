"""A document as it reads, with every figure marked and named, and with what was set aside and why."""

from monitor.marked.document import MarkedDocument
from monitor.marked.page import marked_page

__all__ = ["MarkedDocument", "marked_page"]
