"""The first sentence of the board, composed from its figures: how many are met, how many are not, and the worst."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from monitor.answers import ProgressAnswer
from monitor.judgement.progress import Status
from monitor.language import number
from monitor.web.board.formatting import figure_text, lead_text, reached, target_text, within
from monitor.web.board.screen import Screen

# After the met ones, in this order; a state that nobody is in is not mentioned.
_MENTIONED = (Status.MISSED, Status.BEHIND, Status.AT_RISK, Status.SILENT, Status.ON_TRACK, Status.NEW)
_LATE = (Status.MISSED, Status.BEHIND)
_NOT_WELL = (*_LATE, Status.AT_RISK, Status.SILENT)


def sentence(
    screen: Screen,
    own: Sequence[ProgressAnswer],
    worst_first: Sequence[ProgressAnswer],
    parts: Sequence[ProgressAnswer],
) -> str:
    """What the rows say in a line or two.

    `own` are the rows of the units that are spoken of, `parts` those of the units below; `worst_first` are those of
    `own` that are not well, in that order.
    """
    words, aimed = screen.words, [answer for answer in own if answer.target is not None]
    today = screen.day(screen.today)
    if not aimed:
        return words("sentence.none", day=today)
    counts = Counter(answer.progress.status for answer in aimed)
    said = [words("sentence.met", day=today, met=counts[Status.MET], all=len(aimed))]
    said += [words(f"sentence.{status}", n=counts[status]) for status in _MENTIONED if counts[status]]
    sentences = [", ".join(said) + "."]
    late = next((answer for answer in worst_first if answer.progress.status in _LATE), None)
    if late is not None:
        sentences.append(_worst(screen, late, several_units=len({answer.unit.id for answer in own}) > 1))
    sentences.append(_parts(screen, [answer for answer in parts if answer.target is not None]))
    return " ".join(part for part in sentences if part)


def _worst(screen: Screen, answer: ProgressAnswer, *, several_units: bool) -> str:
    words = screen.words
    name = within(words.of(answer.indicator.names))
    if several_units:
        name = f"{screen.unit_name(answer.unit)} – {name}"
    missed = answer.progress.status is Status.MISSED
    return words("sentence.missed_worst" if missed else "sentence.worst", what=name, stand=_stand(screen, answer))


def _stand(screen: Screen, answer: ProgressAnswer) -> str:
    """'46/71, chậm 35 ngày': the figure against its target, and the days."""
    words, progress = screen.words, answer.progress
    figure = figure_text(answer.indicator, answer.figure, words)
    if (
        answer.target is not None
        and answer.target.amount is not None
        and answer.figure
        and answer.figure.value is not None
    ):
        stand = f"{figure}/{target_text(answer.indicator, answer.target, progress, words)}"
    else:
        share = reached(progress, answer.figure, words)
        stand = words("share_of_target", share=share) if share else figure
    return ", ".join(part for part in (stand, lead_text(progress, words)) if part)


def _parts(screen: Screen, aimed: Sequence[ProgressAnswer]) -> str:
    """How many of the units below are not well; nothing where all are."""
    words, counts = screen.words, Counter(answer.progress.status for answer in aimed)
    said = [
        words(f"sentence.{status}", n=number(counts[status], words.language)) for status in _NOT_WELL if counts[status]
    ]
    return words("sentence.parts", counts=", ".join(said), all=number(len(aimed), words.language)) if said else ""
