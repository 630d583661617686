"""One way to Spotify and back: what has to be known again when the browser returns.

It stays in the browser, in a sealed cookie that only the redirect gets to see; several tabs may
be on their way at once, each with a cookie of its own.
"""

from __future__ import annotations

import secrets
import uuid
from typing import Self

from django.http import HttpRequest, HttpResponse
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from humoresque.spotify.scopes import Purpose
from humoresque.web import wiring
from humoresque.web.accounts.address import REDIRECT_PATH
from humoresque.web.accounts.vault import SealBrokenError

ATTEMPT_SECONDS = 600
_PREFIX = "humoresque_spotify_"
_STATE_BYTES = 24


class Attempt(BaseModel):
    """A log-in that was begun.

    ``state`` comes back with the browser and finds the cookie; ``verifier`` is PKCE's;
    ``visitor_id`` is who began; ``return_to`` is a path of ours, ``redirect_uri`` as it was told
    to Spotify.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    state: str = Field(default_factory=lambda: secrets.token_urlsafe(_STATE_BYTES), repr=False)
    verifier: str = Field(repr=False)
    purpose: Purpose
    visitor_id: uuid.UUID
    return_to: str
    redirect_uri: str

    def remember(self, request: HttpRequest, response: HttpResponse) -> None:
        """Give it to the browser, for ten minutes."""
        response.set_cookie(
            _PREFIX + self.state,
            wiring.vault().seal(self.model_dump_json()),
            max_age=ATTEMPT_SECONDS,
            path=REDIRECT_PATH,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )

    @classmethod
    def returned(cls, request: HttpRequest) -> Self | None:
        """Return the one that the browser comes back from; None when it was not begun here.

        Nor when it was more than ten minutes ago, or under another version of this program.
        """
        state = request.GET.get("state", "")
        sealed = request.COOKIES.get(_PREFIX + state)
        if sealed is None:
            return None
        try:
            attempt = cls.model_validate_json(wiring.vault().open(sealed, max_age=ATTEMPT_SECONDS))
        except (SealBrokenError, ValidationError):
            return None
        return attempt if attempt.state == state else None

    def forget(self, response: HttpResponse) -> None:
        """Take it away from the browser, so that it is used once."""
        response.delete_cookie(_PREFIX + self.state, path=REDIRECT_PATH, samesite="Lax")
