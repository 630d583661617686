from __future__ import annotations

import inspect

import pytest

from humoresque.spotify import errors
from humoresque.spotify.errors import (
    QuotaExceededError,
    RateLimitedError,
    SpotifyError,
    SpotifyUnreachableError,
)

LEAVES = [leaf for _, leaf in inspect.getmembers(errors, inspect.isclass) if leaf != SpotifyError]


def example(leaf: type[SpotifyError]) -> SpotifyError:
    parameters = [p for p in inspect.signature(leaf).parameters.values() if p.name != "self"]
    values = {"str": "word", "int": 500, "int | None": 7, "bool": True}
    return leaf(**{p.name: values[str(p.annotation)] for p in parameters})


@pytest.mark.parametrize("leaf", LEAVES)
def test_a_message_says_what_happened_and_what_to_do(leaf: type[SpotifyError]) -> None:
    assert issubclass(leaf, SpotifyError)
    message = str(example(leaf))
    assert message.endswith(".")
    assert message.count(".") >= 2


@pytest.mark.parametrize("leaf", [RateLimitedError, QuotaExceededError])
def test_how_long_to_wait_is_told_where_it_is_known(
    leaf: type[RateLimitedError | QuotaExceededError],
) -> None:
    assert "in 52531 seconds" in str(leaf(52531))
    assert "later" in str(leaf(None))
    assert leaf(None).retry_after is None


def test_an_answer_that_never_came_may_belong_to_something_done() -> None:
    assert SpotifyUnreachableError("ReadTimeout", ambiguous=True).ambiguous
    assert not SpotifyUnreachableError("ConnectError", ambiguous=False).ambiguous
