"""Whether the process lives, and whether it can do its work."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.http import HttpRequest
from ninja import Router

from humoresque.catalog.errors import CatalogError
from humoresque.emotion.errors import EmotionError
from humoresque.recommender.errors import RecommenderError
from humoresque.web import wiring
from humoresque.web.api.errors import FieldError, NotReadyError
from humoresque.web.api.problems import kind_of
from humoresque.web.api.schemas import state as wire
from humoresque.web.api.schemas.problem import problems

router = Router(tags=["health"])
logger = logging.getLogger(__name__)


@router.get(
    "/health/live",
    operation_id="getLiveness",
    summary="Does the process answer?",
    response={200: wire.Live, **problems()},
)
def get_liveness(request: HttpRequest) -> wire.Live:  # noqa: ARG001
    """Touches nothing."""
    return wire.Live(status="live")


@router.get(
    "/health/ready",
    operation_id="getReadiness",
    summary="Are model, catalog and targets loaded?",
    response={200: wire.Ready, **problems(503)},
)
def get_readiness(request: HttpRequest) -> wire.Ready:  # noqa: ARG001
    """Load them if need be; a 503 names what is missing."""
    parts: dict[str, Callable[[], object]] = {
        "model": wiring.analyzer,
        "catalog": lambda: wiring.catalog().check(),
        "targets": wiring.profiles,
    }
    missing = []
    for name, load in parts.items():
        try:
            load()
        except (EmotionError, CatalogError, RecommenderError) as error:
            logger.error("Not ready (%s): %s", name, error)  # noqa: TRY400 - it says all
            kind = kind_of(error)
            missing.append(FieldError(f"#/{name}", kind.detail or kind.title))
    if missing:
        raise NotReadyError(missing)
    return wire.Ready(status="ready")
