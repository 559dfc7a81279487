"""What a page is made with: its language, its day, its campaign, and links that keep the language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import request, url_for

from monitor.answers import Answers, Clocks, Question
from monitor.campaign import Campaign
from monitor.language import Language, day
from monitor.units import Unit
from monitor.web.board.formatting import moment
from monitor.web.board.words import LANGUAGES, Words

# How often a page asks again, in seconds: soon while a replay runs a day in seconds, else within a run's usual delay.
PLAYING_SECONDS, USUAL_SECONDS = 10, 120

# What a page asks that names no clocks.
PRESENT = Question()
# What the address of a page says that a change of language or of another part of it leaves alone.
_KEPT = ("indicator", "all", "lang", "refresh", "state", "source", "rule", "item", "as_of", "known_at")


@dataclass(frozen=True, slots=True)
class Screen:
    """The frame of one page for one reader. `asked` holds the clocks of its address, `past` says them in words."""

    words: Words
    campaign: Campaign
    today: date
    simulated: bool
    refresh_seconds: int | None
    asked: Question = PRESENT
    past: str = ""

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
        """The address of a page in the reader's language and by the same clocks, which reloads or not as this one."""
        values = self.clocks | values
        if self.language != "vi":
            values["lang"] = self.language
        if self.refresh_seconds is None:
            values["refresh"] = "off"
        anchor = values.pop("_anchor", None)
        return url_for(endpoint, _anchor=anchor, **values)

    @property
    def clocks(self) -> dict[str, Any]:
        """The clocks of the address as parameters; none where it names none."""
        asked = (("as_of", self.asked.as_of), ("known_at", self.asked.known_at))
        return {name: value.isoformat() for name, value in asked if value is not None}

    def here(self, **changed: str | None) -> str:
        """The address of this page with some of its parameters changed; None leaves one out."""
        kept = {name: request.args[name] for name in _KEPT if name in request.args}
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


def screen(answers: Answers, *, simulated: bool, playing: bool, asked: Question = PRESENT) -> Screen:
    """The frame of the present request; `asked` holds the clocks of a page that takes them."""
    seconds = PLAYING_SECONDS if playing else USUAL_SECONDS
    words = Words(language_asked())
    return Screen(
        words=words,
        campaign=answers.campaign_at(asked.known_at),
        today=answers.clocks(asked).as_of,
        simulated=simulated,
        refresh_seconds=None if request.args.get("refresh") == "off" else seconds,
        asked=asked,
        past=clocks_text(answers.clocks(asked), words) if asked != PRESENT else "",
    )


def clocks_text(clocks: Clocks, words: Words) -> str:
    """Which day is judged, and by whose knowledge."""
    judged = day(clocks.as_of, words.language)
    if clocks.known_at is None:
        return words("clocks.day", day=judged)
    return words("clocks.both", day=judged, instant=moment(clocks.known_at, words.language))
