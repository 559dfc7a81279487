"""A kind of source: a JSON interface that lists one record a unit, on one page or several."""

from __future__ import annotations

from collectors.json_api.config import JsonApiConfig
from collectors.json_api.fetch import fetch
from collectors.json_api.read import read
from collectors.source import SourceKind

KIND = SourceKind("json_api", JsonApiConfig, fetch, read)
