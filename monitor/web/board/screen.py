"""What a page is made with: its language, its day, its campaign, and links that keep the language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import request, url_for

from monitor.answers import Answers
from monitor.campaign import Campaign
from monitor.language import Language, day
from monitor.units import Unit
from monitor.web.board.words import LANGUAGES, Words

# How often a page asks again, in seconds: soon while a replay runs a day in seconds, else within a run's usual delay.
PLAYING_SECONDS, USUAL_SECONDS = 10, 120


@dataclass(frozen=True, slots=True)
class Screen:
    """The frame of one page for one reader."""

    words: Words
    campaign: Campaign
    today: date
    simulated: bool
    refresh_seconds: int | None

    @property
    def language(self) -> Language:
        """The reader's language."""
        return self.words.language

    @property
    def other_language(self) -> Language:
        """The language that the switch leads to."""
        return next(language for language in LANGUAGES if language != self.language)

    def day(self, value: date) -> str:
        """A day in the reader's language."""
        return day(value, self.language)

    @property
    def week(self) -> int:
        """The judged day's ISO week."""
        return self.today.isocalendar().week

    def link(self, endpoint: str, **values: Any) -> str:
        """The address of a page in the reader's language, which reloads or not as this one does."""
        if self.language != "vi":
            values["lang"] = self.language
        if self.refresh_seconds is None:
            values["refresh"] = "off"
        anchor = values.pop("_anchor", None)
        return url_for(endpoint, _anchor=anchor, **values)

    def here(self, **changed: str | None) -> str:
        """The address of this page with some of its parameters changed; None leaves one out."""
        kept = {name: request.args[name] for name in ("indicator", "all", "lang", "refresh") if name in request.args}
        values: dict[str, Any] = {name: value for name, value in (kept | changed).items() if value is not None}
        return url_for(request.endpoint or "board.home", **(request.view_args or {}), **values)

    def unit_name(self, unit: Unit) -> str:
        """A unit's name in the reader's language."""
        return unit.name if self.language == "vi" else unit.name_en or unit.name

    def is_simulated(self, source: str) -> bool:
        """Whether a source's figures come from the simulator."""
        setting = self.campaign.sources.get(source)
        return setting is not None and setting.simulated


def language_asked() -> Language:
    """The language in the address; Vietnamese where it names none that is spoken here."""
    return "en" if request.args.get("lang") == "en" else "vi"


def screen(answers: Answers, *, simulated: bool, playing: bool) -> Screen:
    """The frame of the present request."""
    seconds = PLAYING_SECONDS if playing else USUAL_SECONDS
    return Screen(
        words=Words(language_asked()),
        campaign=answers.campaign,
        today=answers.today(),
        simulated=simulated,
        refresh_seconds=None if request.args.get("refresh") == "off" else seconds,
    )
