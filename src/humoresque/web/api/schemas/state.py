"""What is running."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

from humoresque.web.api.schemas.catalog import CatalogSummary


class ModelStatus(BaseModel):
    """The classifier in use; accuracies as its manifest states them."""

    name: str
    version: str
    sha256: str
    licence: str
    parameters: int
    accuracy: float | None
    macro_f1: float | None


class CatalogStatus(CatalogSummary):
    """``is_starter`` is true while no full catalog was imported."""

    is_starter: bool


class Status(BaseModel):
    """What is running; null for a part that cannot be loaded."""

    version: str
    model: ModelStatus | None
    catalog: CatalogStatus | None


class Live(BaseModel):
    """The process answers."""

    status: Literal["live"]


class Ready(BaseModel):
    """Model, catalog and targets are loaded."""

    status: Literal["ready"]
