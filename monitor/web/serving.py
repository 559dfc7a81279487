"""What a request is answered from: the parts that `create_app` was given."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, current_app

from monitor.answers import Answers
from monitor.clock import DAY, DemoClock
from monitor.intake import Intake
from monitor.metrics.exposition import Exposition

_KEY = "project06"


@dataclass(frozen=True, slots=True)
class Serving:
    """What views call: to ask, to be measured, to write."""

    answers: Answers
    exposition: Exposition
    intake: Intake

    @property
    def simulated(self) -> bool:
        """Whether the clock shows a day that is not the world's."""
        return isinstance(self.answers.clock, DemoClock)

    @property
    def playing(self) -> bool:
        """Whether a day of the clock passes in less than a day of the machine."""
        clock = self.answers.clock
        now = clock.now()
        return clock.machine_time(now + DAY) - clock.machine_time(now) < DAY * 0.99


def attach(app: Flask, serving: Serving) -> None:
    """Gives an app what it answers from."""
    app.extensions[_KEY] = serving


def serving() -> Serving:
    """What the present request is answered from."""
    found: Serving = current_app.extensions[_KEY]
    return found


def answers() -> Answers:
    """The answers that the present request asks."""
    return serving().answers
