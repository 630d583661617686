import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from humoresque.catalog.ranks import percentile_ranks

values = st.lists(st.floats(-100, 100, width=32), min_size=1, max_size=60)


def test_a_rank_is_the_share_below_with_ties_counted_half() -> None:
    ranks = percentile_ranks(np.array([10.0, 30.0, 20.0, 30.0]))
    assert ranks.tolist() == pytest.approx([0.125, 0.75, 0.375, 0.75])


def test_no_values_have_no_ranks() -> None:
    assert percentile_ranks(np.array([], dtype=np.float32)).shape == (0,)


@given(values)
def test_ranks_keep_the_order_and_lie_between_zero_and_one(numbers: list[float]) -> None:
    array = np.array(numbers, dtype=np.float32)
    ranks = percentile_ranks(array)
    assert ((ranks > 0) & (ranks < 1)).all()
    for one, other in zip(array, ranks, strict=True):
        assert ((array < one) == (ranks < other)).all()


@given(values)
def test_the_mean_rank_is_one_half_whatever_the_ties(numbers: list[float]) -> None:
    assert percentile_ranks(np.array(numbers)).mean() == pytest.approx(0.5, abs=1e-5)
