"""Requests of the Web API → answers or named errors; retries and the breaker are in here."""

from __future__ import annotations

import math

import httpx

from humoresque.spotify.answer import is_json, refusal
from humoresque.spotify.breaker import Breaker
from humoresque.spotify.errors import SpotifyError, UnreadableAnswerError
from humoresque.spotify.request import Request
from humoresque.spotify.retry import Retry
from humoresque.spotify.wire import send


class Transport:
    """One for the process, for all listeners and threads."""

    def __init__(
        self,
        http: httpx.Client,
        base_url: str,
        *,
        breaker: Breaker | None = None,
        retry: Retry | None = None,
    ) -> None:
        self._http = http
        self._base_url = base_url.rstrip("/")
        self._breaker = breaker or Breaker()
        self._retry = retry or Retry()

    def send(self, request: Request, token: str, within_s: float = math.inf) -> bytes | None:
        """The answer's JSON; None where Spotify says no more than that it was done.

        No further attempt is begun ``within_s`` seconds from now on or later.

        Raises:
            SpotifyError: one of its leaves, the accounts service's excepted.

        """
        self._breaker.check()
        try:
            if request.idempotent:
                return self._retry(lambda: self._attempt(request, token), within_s)
            return self._attempt(request, token)
        except SpotifyError as error:
            self._breaker.note(error)
            raise

    def _attempt(self, request: Request, token: str) -> bytes | None:
        response = send(
            self._http,
            self._http.build_request(
                request.method,
                self._base_url + request.path,
                params=dict(request.query) or None,
                json=request.body,
                headers={"Authorization": f"Bearer {token}"},
            ),
        )
        if not response.is_success:
            raise refusal(request, response)
        if is_json(response):
            return response.content or None
        if request.method == "GET" and response.content:
            raise UnreadableAnswerError(request.path, "no JSON")
        return None
