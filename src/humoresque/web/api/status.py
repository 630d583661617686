"""What is running: version, model, catalog."""

from __future__ import annotations

import logging

from django.http import HttpRequest
from ninja import Router

from humoresque import __version__
from humoresque.catalog.errors import CatalogError
from humoresque.emotion.errors import ModelError
from humoresque.web import wiring
from humoresque.web.api.schemas import state as wire
from humoresque.web.api.schemas.problem import problems

router = Router(tags=["health"])
logger = logging.getLogger(__name__)


@router.get(
    "/status",
    operation_id="getStatus",
    summary="Which model and which catalog are in use?",
    response={200: wire.Status, **problems()},
)
def get_status(request: HttpRequest) -> wire.Status:  # noqa: ARG001
    """Null stands for a part that cannot be loaded; the log says why."""
    return wire.Status(version=__version__, model=_model(), catalog=_catalog())


def _model() -> wire.ModelStatus | None:
    try:
        manifest = wiring.analyzer().manifest
    except ModelError as error:
        logger.error("The model cannot be loaded: %s", error)  # noqa: TRY400 - no trace needed
        return None
    # Measured on FER2013 PrivateTest; a model of one's own may come without figures.
    measured = manifest.metrics.get("private_test") or {}
    return wire.ModelStatus(
        name=manifest.name,
        version=manifest.version,
        sha256=manifest.sha256,
        licence=manifest.licence,
        parameters=manifest.parameters,
        accuracy=measured.get("accuracy"),
        macro_f1=measured.get("macro", {}).get("f1"),
    )


def _catalog() -> wire.CatalogStatus | None:
    try:
        catalog = wiring.catalog()
    except CatalogError as error:
        logger.error("The catalog cannot be loaded: %s", error)  # noqa: TRY400 - no trace needed
        return None
    return wire.CatalogStatus(
        name=catalog.name,
        size=catalog.size,
        description=catalog.description,
        is_starter=catalog.is_starter,
    )
