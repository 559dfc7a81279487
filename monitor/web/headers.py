"""Headers that every answer carries: nothing from elsewhere, no inline scripts, no framing."""

from __future__ import annotations

from flask import Response

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'self'"
)
# The page to try the API sets styles from its script.
DOCS_POLICY = f"{CONTENT_SECURITY_POLICY}; style-src 'self' 'unsafe-inline'"
# A chart opened by itself: its own styles and nothing else.
CHART_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def harden(response: Response) -> Response:
    """The response with the headers that it does not set itself."""
    for name, value in (
        ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "SAMEORIGIN"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Cache-Control", "no-cache"),
    ):
        response.headers.setdefault(name, value)
    return response
