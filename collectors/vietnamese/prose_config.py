"""What the configuration of every source has of which the figures are found by their wording."""

from __future__ import annotations

from collectors.source import SourceConfig
from collectors.vietnamese.own_phrases import OwnPhrases


class ProseConfig(SourceConfig):
    """A source of texts. `phrases` are the campaign's own, which it takes from the indicators and not from the file."""

    phrases: tuple[OwnPhrases, ...] = ()
