"""What a problem document says of an error's class."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: the stable end of its type, HTTP status, title.

    ``detail`` stands in for the exception's own text where that names files of the server.
    """

    slug: str
    status: int
    title: str
    detail: str | None = None
