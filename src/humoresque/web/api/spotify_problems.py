"""The part of the table of problems that has to do with Spotify."""

from __future__ import annotations

from collections.abc import Mapping

from humoresque.spotify import errors as spotify
from humoresque.web.accounts import errors as accounts
from humoresque.web.api import errors as web
from humoresque.web.api.problem_kind import Kind

CROSS_SITE = Kind("cross-site-request", 403, "Requests from other sites are refused")
_RECONNECT = Kind("spotify-reconnect-needed", 401, "Spotify has to be connected again")
_CONSENT = Kind("spotify-consent-needed", 403, "The listener has to agree to this on Spotify")
_REFUSED = Kind("spotify-refused", 502, "Spotify refuses the request")

SPOTIFY: Mapping[type[Exception], Kind] = {
    # Spotify's answers
    spotify.SpotifyUnreachableError: Kind("spotify-unreachable", 504, "Spotify gave no answer"),
    spotify.SpotifyFailingError: Kind("spotify-failing", 502, "Spotify has a fault"),
    spotify.RateLimitedError: Kind("spotify-rate-limited", 503, "Spotify asks for a pause"),
    spotify.QuotaExceededError: Kind(
        "spotify-quota-exceeded", 503, "The app's quota at Spotify is used up"
    ),
    spotify.TokenRejectedError: _RECONNECT,
    spotify.ScopeMissingError: _CONSENT,
    spotify.NotAllowListedError: Kind(
        "spotify-not-allow-listed", 403, "This listener is not registered for the app"
    ),
    spotify.OwnerNotPremiumError: Kind(
        "spotify-owner-not-premium", 503, "The app's owner has no Spotify Premium"
    ),
    spotify.EndpointWithdrawnError: Kind(
        "spotify-endpoint-withdrawn", 502, "Spotify does not offer this any more"
    ),
    spotify.ForbiddenError: _REFUSED,
    spotify.NotFoundOnSpotifyError: Kind("spotify-not-found", 404, "Spotify does not have it"),
    spotify.RefusedError: _REFUSED,
    spotify.UnreadableAnswerError: Kind(
        "spotify-unreadable-answer", 502, "Spotify's answer cannot be read"
    ),
    spotify.PremiumRequiredError: Kind(
        "spotify-premium-required", 403, "This needs Spotify Premium"
    ),
    spotify.NoActiveDeviceError: Kind("spotify-no-active-device", 409, "No device is active"),
    spotify.DeviceNotFoundError: Kind("spotify-device-not-found", 404, "The device is gone"),
    spotify.CommandRestrictedError: Kind(
        "spotify-command-restricted", 409, "The player does not do that now"
    ),
    spotify.GrantInvalidError: _RECONNECT,
    spotify.ClientRejectedError: Kind(
        "spotify-client-rejected",
        503,
        "Spotify does not know this app",
        "Spotify does not know this server's app. Whoever runs it has to check its id and secret.",
    ),
    spotify.AuthorizationRefusedError: Kind(
        "spotify-authorization-failed", 502, "Spotify refuses the log-in"
    ),
    # the visitor's account
    accounts.SpotifyOffError: Kind("spotify-off", 503, "Spotify is not set up here"),
    accounts.WrongAddressError: Kind(
        "spotify-wrong-address", 409, "Spotify cannot log in at this address"
    ),
    accounts.NotLoggedInError: Kind("spotify-login-needed", 401, "Spotify is not connected"),
    accounts.ReconnectNeededError: _RECONNECT,
    accounts.ConsentNeededError: _CONSENT,
    accounts.ForeignPageError: CROSS_SITE,
    # saving
    web.SaveInProgressError: Kind(
        "spotify-save-in-progress", 409, "The list is being saved already"
    ),
    web.WordsRefusedError: Kind("spotify-words-refused", 422, "Spotify does not take these words"),
    web.NothingToSaveError: Kind("nothing-to-save", 422, "There is nothing to save"),
    web.NothingToPlayError: Kind("nothing-to-play", 422, "There is nothing to play"),
}
