"""Requests that schemathesis makes up from an OpenAPI document: few, and the same every time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from hypothesis.strategies import SearchStrategy
from schemathesis import Case, GenerationMode, Response
from schemathesis.checks import not_a_server_error
from schemathesis.config import CacheConfig
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

WHOLE_BODY = "the whole body"
Send = Callable[[Case[Any]], Response]
_CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
_AS_FEW = settings(
    max_examples=3,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def complaints(document: dict[str, Any], send: Send, known: Mapping[str, Any]) -> Iterator[str]:
    """Call every operation rightly and wrongly; return what its answers have that they must not.

    Right requests get the ``known`` values for parameters and fields of these names, so that
    they are about things that are there; a path template's own values come first, and
    ``WHOLE_BODY`` may be one of them. Wrong ones have to be refused.
    """
    config = schemathesis.Config(seed=1, cache=CacheConfig(enabled=False))
    for result in schemathesis.openapi.from_dict(document, config=config).get_all_operations():
        assert isinstance(result, Ok), result
        operation = result.ok()
        here = {**known, **known.get(operation.path, {})}
        right = operation.as_strategy(GenerationMode.POSITIVE)
        wrong = operation.as_strategy(GenerationMode.NEGATIVE)
        for try_out in (_rightly(right, send, here), _wrongly(wrong, send)):
            try:
                try_out()
            except Unsatisfiable:
                continue  # nothing in a request of this operation can be wrong
            except BaseExceptionGroup as group:
                yield f"{operation.label}: {[str(one) for one in group.exceptions]}"
            except AssertionError as failure:
                yield f"{operation.label}: {failure}"


def _rightly(
    cases: SearchStrategy[Case[Any]], send: Send, here: Mapping[str, Any]
) -> Callable[[], None]:
    @_AS_FEW
    @given(case=cases)
    def try_out(case: Case[Any]) -> None:
        case.body = here.get(WHOLE_BODY, case.body)
        for part in (case.path_parameters, case.query, case.body):
            if isinstance(part, dict):
                part.update({name: here[name] for name in part.keys() & here.keys()})
        case.validate_response(send(case), checks=_CHECKS)

    return try_out


def _wrongly(cases: SearchStrategy[Case[Any]], send: Send) -> Callable[[], None]:
    @_AS_FEW
    @given(case=cases)
    def try_out(case: Case[Any]) -> None:
        case.validate_response(send(case), checks=[*_CHECKS, negative_data_rejection])

    return try_out
