"""Spotify's accounts service: Authorization Code with PKCE, as a confidential client.

Spotify: Authorization Code Flow, Authorization Code with PKCE Flow, Refreshing tokens.
"""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Annotated
from urllib.parse import urlencode

import httpx
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from humoresque.spotify.answer import is_json, problem_of, retry_after
from humoresque.spotify.errors import (
    AuthorizationRefusedError,
    ClientRejectedError,
    GrantInvalidError,
    RateLimitedError,
    RefusedError,
    SpotifyError,
    SpotifyFailingError,
    UnreadableAnswerError,
)
from humoresque.spotify.wire import send

_TOKEN_PATH = "/api/token"  # noqa: S105
# An hour, says Spotify; a wrong number must not keep a dead token for ever.
_LONGEST_S = 24 * 3600
_WORD = re.compile(r"[a-z_]{1,40}")
Token = Annotated[str, Field(pattern=r"^[\x21-\x7e]+$")]


@dataclass(frozen=True, slots=True)
class Pkce:
    """A secret of one log-in and its hash, which alone is told beforehand (RFC 7636, S256)."""

    verifier: str = field(repr=False)

    @classmethod
    def new(cls) -> Pkce:
        """86 characters of randomness."""
        return cls(secrets.token_urlsafe(64))

    @property
    def challenge(self) -> str:
        """SHA-256 of the verifier, base64url without padding."""
        digest = hashlib.sha256(self.verifier.encode()).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


@dataclass(frozen=True, slots=True)
class Grant:
    """What Spotify gave.

    ``refresh_token`` None: the one there is stays valid. ``scopes`` are those granted, which may
    be fewer than asked for; None: as before. ``expires_in``: seconds of the access token's life,
    a day at most.
    """

    access_token: str = field(repr=False)
    refresh_token: str | None = field(repr=False)
    scopes: frozenset[str] | None
    expires_in: int


class Accounts:
    """Log-in and tokens. One instance serves all threads; nothing is retried.

    A code is good for one request, and a refresh token may be: who wants to try again decides it
    knowing which.
    """

    def __init__(
        self, http: httpx.Client, base_url: str, client_id: str, client_secret: str
    ) -> None:
        self._http = http
        self._base_url = base_url.rstrip("/")
        self._client_id = client_id
        self._credentials = httpx.BasicAuth(client_id, client_secret)

    def authorization_url(
        self,
        redirect_uri: str,
        scopes: Iterable[str],
        state: str,
        challenge: str,
        *,
        show_dialog: bool = False,
    ) -> str:
        """Where the listener's browser is sent to log in and to consent.

        ``redirect_uri`` to the letter as registered; ``challenge`` is ``Pkce.challenge``. With
        ``show_dialog`` Spotify asks even who has consented to the same before.
        """
        query = {
            "response_type": "code",
            "client_id": self._client_id,
            "scope": " ".join(sorted(scopes)),
            "redirect_uri": redirect_uri,
            "state": state,
            "code_challenge_method": "S256",
            "code_challenge": challenge,
            "show_dialog": "true" if show_dialog else "false",
        }
        return f"{self._base_url}/authorize?{urlencode(query)}"

    def exchange(self, code: str, redirect_uri: str, verifier: str) -> Grant:
        """A code, good once and for ten minutes, becomes tokens.

        Raises:
            GrantInvalidError: used, too old, or another verifier or redirect URI than before.
            ClientRejectedError: the app's own id or secret is wrong.
            AuthorizationRefusedError: refused for another reason.
            SpotifyUnreachableError, SpotifyFailingError, RateLimitedError, RefusedError,
            UnreadableAnswerError: nothing is known about the code; log in again.

        """
        return self._grant(
            {
                "grant_type": "authorization_code",
                "code": code,
                "redirect_uri": redirect_uri,
                "code_verifier": verifier,
            }
        )

    def refresh(self, refresh_token: str) -> Grant:
        """A new access token; raises as ``exchange`` does.

        Never two of these at once for one listener. After ``GrantInvalidError`` the listener has
        to log in again; after the others the refresh token is to be kept.
        """
        return self._grant({"grant_type": "refresh_token", "refresh_token": refresh_token})

    def _grant(self, form: Mapping[str, str]) -> Grant:
        request = self._http.build_request("POST", self._base_url + _TOKEN_PATH, data=form)
        request = next(self._credentials.auth_flow(request))
        response = send(self._http, request)
        if not response.is_success:
            raise _refusal(response)
        if not is_json(response):
            raise UnreadableAnswerError(_TOKEN_PATH, "no JSON")
        try:
            told = _Told.model_validate_json(response.content)
        except ValidationError as error:
            raise UnreadableAnswerError(_TOKEN_PATH, problem_of(error)) from None
        scopes = None if told.scope is None else frozenset(told.scope.split())
        expires_in = min(told.expires_in, _LONGEST_S)
        return Grant(told.access_token, told.refresh_token, scopes, expires_in)


class _Told(BaseModel):
    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)

    access_token: Token = Field(repr=False)
    refresh_token: Token | None = Field(default=None, repr=False)
    scope: str | None = None
    expires_in: int = Field(default=3600, gt=0)


class _Refused(BaseModel):
    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)

    error: str


def _refusal(response: httpx.Response) -> SpotifyError:
    status = response.status_code
    if status == httpx.codes.TOO_MANY_REQUESTS:
        return RateLimitedError(retry_after(response))
    if response.is_server_error:
        return SpotifyFailingError(status)
    try:
        error = _Refused.model_validate_json(response.content).error if is_json(response) else ""
    except ValidationError:
        error = ""
    if error == "invalid_grant":
        return GrantInvalidError()
    if error == "invalid_client":
        return ClientRejectedError()
    # What is no plain word could be anything, the request's own words included.
    if _WORD.fullmatch(error):
        return AuthorizationRefusedError(error)
    return RefusedError(status, "no reason given")
