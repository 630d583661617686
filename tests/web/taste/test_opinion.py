from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from humoresque.web.taste.opinion import OpinionKind, keeps_out, strength

DAY = timedelta(days=1)
ages = st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=3_000))


@pytest.mark.parametrize(
    ("kind", "days", "expected"),
    [
        (OpinionKind.LIKE, 0, 1.0),
        (OpinionKind.LIKE, 30, 0.5),
        (OpinionKind.LIKE, 60, 0.25),
        (OpinionKind.DISLIKE, 0, -1.0),
        (OpinionKind.DISLIKE, 30, -0.5),
        (OpinionKind.NOT_NOW, 0, -0.5),
        (OpinionKind.NOT_NOW, 15, -0.5 * 0.5**0.5),
        (OpinionKind.LIKE, 365, 0.0),
    ],
)
def test_an_opinion_is_halved_every_thirty_days(
    kind: OpinionKind, days: int, expected: float
) -> None:
    assert strength(kind, days * DAY) == pytest.approx(expected)


@given(st.sampled_from(OpinionKind), ages, ages)
def test_an_opinion_never_grows_and_never_turns(
    kind: OpinionKind, one: timedelta, other: timedelta
) -> None:
    younger, older = sorted((one, other))
    now, later = strength(kind, younger), strength(kind, older)
    assert abs(later) <= abs(now) <= 1.0
    assert now * later >= 0.0


def test_a_clock_that_was_put_back_makes_nothing_stronger() -> None:
    assert strength(OpinionKind.LIKE, -DAY) == 1.0


def test_a_disliked_song_stays_out_for_good_and_not_now_for_two_weeks() -> None:
    assert keeps_out(OpinionKind.DISLIKE, 3_000 * DAY)
    assert keeps_out(OpinionKind.NOT_NOW, 14 * DAY - timedelta(seconds=1))
    assert not keeps_out(OpinionKind.NOT_NOW, 14 * DAY)
    assert not keeps_out(OpinionKind.LIKE, timedelta(0))
