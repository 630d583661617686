"""The anonymous visitor."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone


class VisitorQuerySet(models.QuerySet["Visitor"]):
    """What can be done with visitors."""

    def see(self, visitor_id: uuid.UUID) -> Visitor:
        """Note that a visitor saves something now; a new one is created."""
        return self.update_or_create(id=visitor_id, defaults={"seen_at": timezone.now()})[0]


class Visitor(models.Model):
    """Someone who saved something. The number is random and says nothing about them.

    ``seen_at`` is when they last saved something, which is when their cookie was renewed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(default=timezone.now)

    objects = VisitorQuerySet.as_manager()

    def __str__(self) -> str:
        """Return the number as text."""
        return str(self.id)
