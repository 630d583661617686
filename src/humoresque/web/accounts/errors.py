"""What can be wrong between a visitor and their Spotify account, one class each."""

from __future__ import annotations

from humoresque.spotify.scopes import Purpose
from humoresque.web.api.errors import WebError


class AccountsError(WebError):
    """Root of these exceptions; the message is shown to the client."""


class SpotifyOffError(AccountsError):
    """The operator has not registered an app at Spotify."""

    def __init__(self) -> None:
        super().__init__("Spotify is not set up here; see HUMORESQUE_SPOTIFY_CLIENT_ID.")


class WrongAddressError(AccountsError):
    """Spotify sends nobody back to the address that the page was opened at."""

    def __init__(self, *, scheme: str, host: str) -> None:
        self.address = f"{scheme}://{host}/"
        super().__init__(f"Spotify cannot log in at this address. Open {self.address} instead.")


class NotLoggedInError(AccountsError):
    """The visitor is not connected to Spotify."""

    def __init__(self) -> None:
        super().__init__("Connect Spotify first.")


class ReconnectNeededError(AccountsError):
    """Spotify accepts the stored log-in no longer; everything else is kept."""

    def __init__(self) -> None:
        super().__init__("Spotify no longer accepts the log-in. Connect Spotify again.")


class ConsentNeededError(AccountsError):
    """The listener has not agreed to what this needs."""

    def __init__(self, purpose: Purpose) -> None:
        super().__init__("Agree to this on Spotify first.")
        self.purpose = purpose


class ForeignPageError(AccountsError):
    """A token is asked for by something else than our own page."""

    def __init__(self) -> None:
        super().__init__("An access token is given to Humoresque's own page only.")
