"""Words and figures as the pages write them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from string import Formatter

import pytest

import monitor.web
from collectors.reading import Bound, Measure, Of, Precision
from monitor.answers import SourceState
from monitor.campaign import Basis, Indicator, Kind, Names, Target
from monitor.clock import start_of
from monitor.judgement.figures import Figure
from monitor.judgement.observation import Observation
from monitor.judgement.progress import Progress, Status
from monitor.units import Level
from monitor.web.board.formatting import figure_text, lead_text, reached, target_text
from monitor.web.board.words import WORDS, Words

VI, EN = Words("vi"), Words("en")
NOTHING = Names("", "")
DAY = date(2023, 6, 15)


@pytest.mark.parametrize("name", WORDS)
def test_words_exist_in_both_languages_with_the_same_parts(name: str) -> None:
    vi, en = WORDS[name].vi, WORDS[name].en
    assert vi.strip()
    assert en.strip()
    assert parts_of(vi) == parts_of(en)
    assert "!" not in vi + en
    assert not re.search("dashboard|sync", vi + en, re.IGNORECASE)


def parts_of(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_state_level_and_precision_has_its_word() -> None:
    due = [f"status.{s}" for s in Status] + [f"state.{s}" for s in SourceState] + [f"level.{x}" for x in Level]
    due += (
        [f"kind.{level}" for level in Level]
        + [f"basis.{b}" for b in Basis]
        + [f"bound.{b}" for b in Bound if b != "exact"]
    )
    due += [f"mark.{b}" for b in Basis if b != "decided"] + [f"precision.{p}" for p in Precision if p != "day"]
    assert set(due) <= set(WORDS)


def test_every_word_that_a_page_asks_for_exists() -> None:
    folder = Path(monitor.web.__file__).parent / "board"
    text = "".join(path.read_text("utf-8") for path in folder.rglob("*") if path.suffix in (".py", ".html"))
    asked = set(re.findall(r"""(?:\bt|words)\(\s*["']([a-z_.-]+)["']\s*[,)]""", text))
    assert len(asked) > 60
    assert asked <= set(WORDS)


def indicator(measure: Measure, kind: Kind = Kind.STOCK) -> Indicator:
    return Indicator("x", NOTHING, "x", kind, measure)


def figure(
    value: float | None,
    *,
    bound: Bound = Bound.EXACT,
    ratio: float | None = None,
    of: Of | None = None,
    quote: str = "",
    rank_at_most: int | None = None,
) -> Figure:
    observation = Observation(
        indicator="x",
        unit="26",
        as_of=DAY,
        precision=Precision.DAY,
        source="s",
        run=1,
        known_at=start_of(DAY),
        quote=quote,
        value=value,
        ratio=ratio,
        of=of,
        bound=bound,
        rank_at_most=rank_at_most,
    )
    return Figure(as_of=DAY, value=value, ratio=ratio, of=of, bound=bound, source="s", observations=(observation,))


NB = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("measure", "said", "vi", "en"),
    [
        (Measure.ACCOUNTS, figure(585_673), "585.673", "585,673"),
        (Measure.ACCOUNTS, figure(0), "0", "0"),
        (Measure.ACCOUNTS, None, "chưa có số liệu", "no figure"),
        (Measure.PERCENT, figure(0.552), f"55,2{NB}%", "55.2%"),
        (Measure.PERCENT, figure(0.96, bound=Bound.AT_LEAST), f"trên 96{NB}%", "over 96%"),
        (Measure.PERCENT, figure(0.94, bound=Bound.ABOUT, quote="đạt gần 94%"), f"gần 94{NB}%", "nearly 94%"),
        (Measure.PERCENT, figure(0.94, bound=Bound.ABOUT, quote="khoảng 94%"), f"khoảng 94{NB}%", "about 94%"),
        (Measure.CARDS, figure(4_200_000, bound=Bound.AT_MOST), "dưới 4.200.000", "under 4,200,000"),
        (Measure.CARDS, figure(None, ratio=1.0, of=Of.ELIGIBLE),
         f"100{NB}% của số người thuộc diện", "100% of those eligible"),
        (Measure.RANK, figure(9), "hạng 9", "place 9"),
        (Measure.RANK, figure(None, rank_at_most=10), "trong 10 hạng đầu", "within the first 10"),
        (Measure.ACCOUNTS, figure(585673, rank_at_most=10), "585.673", "585,673"),
    ],
)  # fmt: skip
def test_a_figure_is_written_as_the_language_writes_it(measure: Measure, said: Figure | None, vi: str, en: str) -> None:
    assert figure_text(indicator(measure), said, VI) == vi
    assert figure_text(indicator(measure), said, EN) == en


@pytest.mark.parametrize(
    ("days", "met", "vi", "en"),
    [
        (47, DAY, "vượt tiến độ 47 ngày", "47 days ahead"), (-35.5, None, "chậm 35 ngày", "35 days behind"),
        (1, None, "vượt tiến độ 1 ngày", "1 day ahead"), (-0.4, None, "đúng tiến độ", "on the path"),
        (-3, DAY, "đạt sau thời hạn 3 ngày", "met 3 days after the deadline"),
        (-1234, None, "chậm 1.234 ngày", "1234 days behind"),
    ],
)  # fmt: skip
def test_days_ahead_and_behind_are_whole_days(days: float, met: date | None, vi: str, en: str) -> None:
    progress = Progress(Status.BEHIND, NOTHING, lead=timedelta(days=days), met_on=met)
    assert (lead_text(progress, VI), lead_text(progress, EN)) == (vi, en)


def test_a_target_says_its_base_and_the_number_that_it_comes_to() -> None:
    target = Target("x", "26", DAY, DAY, Basis.DECIDED, share=1.0, of=Of.ELIGIBLE)
    known, unknown = Progress(Status.NEW, NOTHING, amount=880_000), Progress(Status.NEW, NOTHING)
    assert target_text(indicator(Measure.CARDS), target, unknown, VI) == f"100{NB}% của số người thuộc diện"
    assert target_text(indicator(Measure.CARDS), target, known, VI) == f"880.000 (100{NB}% của số người thuộc diện)"


def test_the_share_reached_keeps_the_bound_of_its_figure() -> None:
    progress = Progress(Status.ON_TRACK, NOTHING, ratio=0.96, amount=1.0)
    assert reached(progress, figure(0.96, bound=Bound.AT_LEAST), VI) == f"trên 96{NB}%"


def luminance(colour: str) -> float:
    digits = colour if len(colour) == 6 else "".join(digit * 2 for digit in colour)
    channels = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_colour_of_text_stands_out_from_light_and_dark_paper() -> None:
    """WCAG AA asks for 4.5 to 1."""
    sheet = (Path(monitor.web.__file__).parent / "board/static/board.css").read_text("utf-8")
    light, dark = (dict(re.findall(r"--([a-z_]+): #([0-9a-f]+)", block)) for block in sheet.split(":root {")[1:3])
    for colours in (light, dark):
        for ground in ("paper", "faint"):
            for name in set(colours) - {"paper", "faint", "line"}:
                high, low = sorted((luminance(colours[name]), luminance(colours[ground])), reverse=True)
                assert (high + 0.05) / (low + 0.05) >= 4.5, (name, ground)
