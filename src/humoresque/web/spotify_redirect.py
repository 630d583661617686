"""Where Spotify sends the browser back to (Spotify: Authorization Code Flow)."""

from __future__ import annotations

import logging
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_GET

from humoresque.spotify.errors import ClientRejectedError, SpotifyError
from humoresque.web import wiring
from humoresque.web.accounts.attempt import Attempt
from humoresque.web.accounts.connecting import connect
from humoresque.web.accounts.errors import AccountsError
from humoresque.web.accounts.spotify import is_spotify_on
from humoresque.web.accounts.visitors import current_visitor, exchange_session_key
from humoresque.web.api.errors import TooManyRequestsError
from humoresque.web.api.problems import kind_of
from humoresque.web.throttle import client_of

logger = logging.getLogger(__name__)

CONNECTED = "connected"
LOGIN_EXPIRED = "login-expired"
ACCESS_DENIED = "access-denied"
FAILED = "authorization-failed"
# Problems that a listener can tell apart and do something about; all others are FAILED.
_TOLD = frozenset(
    {
        "spotify-unreachable",
        "spotify-failing",
        "spotify-not-allow-listed",
        "spotify-owner-not-premium",
        "spotify-client-rejected",
        "spotify-quota-exceeded",
        "spotify-rate-limited",
    }
)
# What Spotify says instead of a code (RFC 6749, section 4.1.2.1).
_REFUSALS = {
    "access_denied": ACCESS_DENIED,
    "server_error": "failing",
    "temporarily_unavailable": "failing",
}


@require_GET
def return_from_spotify(request: HttpRequest) -> HttpResponse:
    """Send the browser on to the page that it left, which says by ``?spotify=`` how it went.

    The code is taken only from the browser and the visitor who began, and once; after a success
    the visitor's session key is another one.
    """
    attempt = Attempt.returned(request) if is_spotify_on() else None
    if attempt is None or attempt.visitor_id != current_visitor(request):
        return _sent_to("/", LOGIN_EXPIRED)
    outcome = _outcome(request, attempt)
    response = _sent_to(attempt.return_to, outcome)
    attempt.forget(response)
    if outcome == CONNECTED:
        exchange_session_key(request, response, attempt.visitor_id)
    return response


def _outcome(request: HttpRequest, attempt: Attempt) -> str:
    code = request.GET.get("code")
    if not code:
        return _REFUSALS.get(request.GET.get("error", ""), FAILED)
    try:
        wiring.spotify_log_in_throttle().admit(client_of(request))
        connect(attempt, code)
    except TooManyRequestsError:
        return "rate-limited"
    except (SpotifyError, AccountsError) as error:
        level = logging.ERROR if isinstance(error, ClientRejectedError) else logging.INFO
        logger.log(level, "A log-in at Spotify failed: %s", error)
        slug = kind_of(error).slug
        return slug.removeprefix("spotify-") if slug in _TOLD else FAILED
    return CONNECTED


def _sent_to(path: str, outcome: str) -> HttpResponse:
    """A redirect that no cache keeps and that no further address gets to know ours of."""
    parts = urlsplit(path)
    said = parse_qsl(parts.query, keep_blank_values=True)
    query = [(name, value) for name, value in said if name != "spotify"]
    target = parts._replace(query=urlencode([*query, ("spotify", outcome)])).geturl()
    headers = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
    return HttpResponseRedirect(target, headers=headers)
