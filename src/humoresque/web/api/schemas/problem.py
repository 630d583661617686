"""Errors."""

from __future__ import annotations

from pydantic import BaseModel, Field

from humoresque.spotify.scopes import Purpose


class ProblemError(BaseModel):
    """One wrong value; ``pointer`` says where in the body (a JSON pointer fragment)."""

    pointer: str
    detail: str


class Problem(BaseModel):
    """RFC 9457. ``type`` is stable and what programs should look at."""

    type: str = Field(examples=["urn:humoresque:problem:unknown-genre"])
    title: str
    status: int
    detail: str
    errors: list[ProblemError] | None = Field(None, description="Only where values are named")
    suggestions: list[str] | None = Field(None, description="Only for an unknown genre")
    consent: Purpose | None = Field(None, description="What the listener has to agree to first")
    address: str | None = Field(None, description="Where to open the page instead")
    reason: str | None = Field(None, description="Spotify's word for why a command was refused")


def problems(*statuses: int) -> dict[int, type[Problem]]:
    """Announce problem documents with these statuses, and the one that anything can end in."""
    return dict.fromkeys(sorted((*statuses, 500)), Problem)


# What any request with a JSON body can be answered with.
BODY_PROBLEMS = (400, 403, 411, 413, 415, 422, 429)
