"""The anonymous visitor."""

from __future__ import annotations

import uuid

from django.db import models


class Visitor(models.Model):
    """Someone who saved something. The number is random and says nothing about them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        """Return the number as text."""
        return str(self.id)
