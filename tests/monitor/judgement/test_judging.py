"""Progress is judged as the design's worked examples say, and holds its promises for any figures."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.reading import Bound, Measure, Of, Precision
from monitor.campaign import Basis, Better, Indicator, Kind, Names, Target
from monitor.judgement.figures import Figure, own_series
from monitor.judgement.judging import judge
from monitor.judgement.observation import Observation
from monitor.judgement.progress import Progress, Status

JANUARY = date(2023, 1, 1)
EID = Indicator("eid_activated", Names("Tài khoản", "Accounts"), "eid_activated", Kind.STOCK, Measure.ACCOUNTS)
CARDS = Indicator("id_card_issued", Names("Thẻ", "Cards"), "id_card_issued", Kind.STOCK, Measure.CARDS)
TASKS = Indicator("tasks_done", Names("Nhiệm vụ", "Tasks"), "tasks_done", Kind.STOCK, Measure.TASKS, freshness_days=110)
EID_TARGET = Target("eid_activated", "26", JANUARY, date(2023, 6, 15), Basis.IMPLIED, implied=(585673, "1.1194"))
CARDS_TARGET = Target(
    "id_card_issued", "26", JANUARY, date(2023, 7, 31), Basis.DECIDED, share=1.0, of=Of.ELIGIBLE
)  # fmt: skip
TASKS_TARGET = Target("tasks_done", "26", JANUARY, date(2023, 12, 31), Basis.ASSUMED, value=71)


def figures(*said: tuple[date, float | None] | tuple[date, float | None, dict[str, object]]) -> tuple[Figure, ...]:
    return own_series(
        (
            Observation(
                indicator="any",
                unit="26",
                as_of=day,
                precision=Precision.DAY,
                source="s",
                run=1,
                known_at=datetime(2023, 1, 1, tzinfo=UTC),
                quote="",
                value=value,
                **(more[0] if more else {}),  # type: ignore[arg-type]
            )
            for day, value, *more in said
        ),
        lambda _: 0,
    )


def judged(indicator: Indicator, target: Target | None, day: date, *said: tuple[date, float | None]) -> Progress:
    return judge(indicator, target, figures(*said), day, JANUARY)


def test_the_implied_target_is_the_value_divided_by_its_percentage() -> None:
    assert EID_TARGET.amount == 523202


def test_111_94_percent_of_the_target_is_met() -> None:
    progress = judged(EID, EID_TARGET, date(2023, 10, 19), (date(2023, 6, 15), 585673))
    assert progress.status is Status.MET
    assert round(progress.ratio or 0, 4) == 1.1194
    assert progress.reason.vi == "Đạt chỉ tiêu ngày 15/6/2023, vượt tiến độ 1 ngày."


def test_all_citizens_have_cards_47_days_ahead_of_the_deadline() -> None:
    said = figures((date(2023, 6, 15), None, {"ratio": 1.0, "of": Of.ELIGIBLE}))
    progress = judge(CARDS, CARDS_TARGET, said, date(2023, 10, 19), JANUARY)
    assert (progress.status, progress.ratio, progress.amount) == (Status.MET, 1.0, None)
    assert progress.lead is not None
    assert progress.lead.total_seconds() == 4060800
    assert "vượt tiến độ 47 ngày" in progress.reason.vi
    assert progress.deadline is not None
    assert progress.deadline.timestamp() == 1690822800


def test_46_of_71_tasks_are_35_and_a_half_days_behind() -> None:
    progress = judged(TASKS, TASKS_TARGET, date(2023, 10, 19), (date(2023, 9, 30), 46))
    assert progress.status is Status.BEHIND
    assert progress.lead is not None
    assert progress.lead / timedelta(days=1) == pytest.approx(-35.5, abs=0.05)
    assert progress.reason.vi.startswith("Chậm 35 ngày so với tiến độ: đạt 64,79\N{NO-BREAK SPACE}% chỉ tiêu")
    assert progress.required_pace_per_day == pytest.approx(25 / 93)


STEADY = [(date(2023, 1, 8) + timedelta(weeks=week), 24_000.0 * (week + 1)) for week in range(10)]


@pytest.mark.parametrize(
    ("day", "said", "status"),
    [
        pytest.param(date(2023, 1, 5), [], Status.NEW, id="nothing known, first report not overdue"),
        pytest.param(date(2023, 1, 9), [], Status.SILENT, id="nothing known, first report overdue"),
        pytest.param(date(2023, 3, 12), STEADY, Status.ON_TRACK, id="on the path"),
        pytest.param(date(2023, 3, 19), STEADY, Status.ON_TRACK, id="fresh for seven days"),
        pytest.param(date(2023, 3, 20), STEADY, Status.SILENT, id="not for eight"),
        pytest.param(date(2023, 6, 15), [(date(2023, 6, 8), 520_000)], Status.ON_TRACK, id="a week before the end"),
        pytest.param(date(2023, 6, 15), [(date(2023, 6, 8), 400_000)], Status.BEHIND, id="too low"),
        pytest.param(date(2023, 6, 16), [(date(2023, 6, 15), 523_201)], Status.MISSED, id="one short on the last day"),
        pytest.param(date(2023, 6, 16), [(date(2023, 6, 15), 523_202)], Status.MET, id="exactly the target"),
        pytest.param(date(2023, 6, 25), [(date(2023, 6, 7), 500_000)], Status.SILENT, id="last heard before the end"),
        pytest.param(date(2023, 6, 30), [(date(2023, 6, 20), 530_000)], Status.MET, id="met late is met"),
    ],
)
def test_the_first_status_that_holds(day: date, said: list[tuple[date, float]], status: Status) -> None:
    assert judged(EID, EID_TARGET, day, *said).status is status


def test_a_pace_that_is_too_slow_is_a_risk_before_it_is_a_delay() -> None:
    slow = [(date(2023, 3, 1), 200_000.0), (date(2023, 3, 8), 201_000.0), (date(2023, 3, 15), 240_000.0 - 10_000)]
    progress = judged(EID, EID_TARGET, date(2023, 3, 15), *slow)
    assert progress.status is Status.AT_RISK
    assert progress.pace_per_day == pytest.approx(30_000 / 14)
    assert "khó kịp thời hạn; cần 3.153 tài khoản/ngày (đang đạt 2.143)" in progress.reason.vi


def test_without_a_target_nothing_is_judged() -> None:
    assert judged(EID, None, date(2023, 3, 1), (date(2023, 2, 28), 5)).status is Status.NO_TARGET


@pytest.mark.parametrize("bound", [Bound.ABOUT, Bound.AT_MOST])
def test_a_figure_that_is_only_about_or_at_most_never_makes_it_met(bound: Bound) -> None:
    said = figures((date(2023, 6, 15), 530_000, {"bound": bound}))
    assert judge(EID, EID_TARGET, said, date(2023, 6, 15), JANUARY).status is not Status.MET


def test_a_rank_beside_a_count_is_never_taken_for_it() -> None:
    said = figures((date(2023, 9, 5), 58210, {"rank": 8}), (date(2023, 9, 6), None, {"ratio": 0.7, "rank": 8}))
    assert [figure.value for figure in said] == [58210, None]
    assert [figure.value for figure in figures((date(2023, 9, 5), None, {"rank": 8}))] == [8]


def test_once_met_it_stays_met_though_the_base_grows() -> None:
    said = figures(
        (date(2023, 6, 1), 100, {"out_of": 100, "of": Of.ELIGIBLE}),
        (date(2023, 6, 8), 101, {"out_of": 103, "of": Of.ELIGIBLE}),
    )
    progress = judge(CARDS, CARDS_TARGET, said, date(2023, 6, 8), JANUARY)
    assert (progress.status, progress.met_on) == (Status.MET, date(2023, 6, 1))
    assert progress.ratio == pytest.approx(101 / 103)


def test_a_share_of_a_base_not_yet_reported_has_no_ratio_and_says_why() -> None:
    progress = judged(CARDS, CARDS_TARGET, date(2023, 2, 1), (date(2023, 2, 1), 90_000))
    assert (progress.status, progress.ratio, progress.amount) == (Status.SILENT, None, None)
    assert progress.reason.vi == "Có số liệu nhưng chưa biết số người thuộc diện để tính tỷ lệ."


def test_where_less_is_better_the_way_down_is_judged() -> None:
    days = Indicator("waiting", Names("Chờ", "Waiting"), "waiting", Kind.STOCK, Measure.DAYS, better=Better.LOWER)
    target = Target("waiting", "26", JANUARY, date(2023, 1, 10), Basis.DECIDED, value=5, baseline=15)
    assert judged(days, target, date(2023, 1, 6), (date(2023, 1, 6), 10)).ratio == 0.5
    assert judged(days, target, date(2023, 1, 6), (date(2023, 1, 6), 5)).status is Status.MET


DAYS = st.integers(0, 160).map(lambda n: JANUARY + timedelta(days=n))
SAID = st.lists(st.tuples(DAYS, st.integers(0, 700_000).map(float)), max_size=12, unique_by=lambda pair: pair[0])


@given(said=SAID, day=DAYS)
def test_every_judgement_explains_itself_and_its_numbers_are_whole(said: list[tuple[date, float]], day: date) -> None:
    known = [pair for pair in said if pair[0] <= day]
    progress = judged(EID, EID_TARGET, day, *known)
    assert progress.reason.vi
    assert progress.reason.en
    assert (progress.ratio is None) == (not known)
    assert (progress.met_on is not None) == (progress.status is Status.MET) == any(v >= 523202 for _, v in known)
    if progress.status is Status.BEHIND:
        assert progress.lead is not None
        assert progress.lead < -timedelta(days=7)


@given(said=SAID, day=DAYS, data=st.data())
def test_the_order_of_arrival_changes_nothing(said: list[tuple[date, float]], day: date, data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(said))
    assert judged(EID, EID_TARGET, day, *said) == judged(EID, EID_TARGET, day, *shuffled)


@given(n=st.integers(1, 165))
def test_a_unit_on_the_path_leads_by_nothing(n: int) -> None:
    value = 523202 * n / 166
    progress = judged(EID, EID_TARGET, JANUARY + timedelta(days=n), (JANUARY + timedelta(days=n), value))
    assert progress.lead is not None
    assert abs(progress.lead) < timedelta(seconds=1)
    assert progress.ratio == pytest.approx(progress.expected_ratio)
