"""What can go wrong with Spotify, one class each. No message holds a token, code or secret."""

from __future__ import annotations


class SpotifyError(Exception):
    """Root of this room's exceptions."""


class SpotifyUnreachableError(SpotifyError):
    """No answer: no connection, too slow, or cut off.

    ``ambiguous`` is True when the request had left: it may have been carried out all the same.
    ``problem`` is what the network said.
    """

    def __init__(self, problem: str, *, ambiguous: bool) -> None:
        super().__init__(
            f"Spotify gave no answer ({problem}). Check the connection and try again in a moment."
        )
        self.problem = problem
        self.ambiguous = ambiguous


class SpotifyFailingError(SpotifyError):
    """Spotify itself is failing (5xx), after the retries that were safe.

    A request that makes something may have been carried out all the same.
    """

    def __init__(self, status: int) -> None:
        super().__init__(f"Spotify has a fault of its own (status {status}). Try again later.")
        self.status = status


class RateLimitedError(SpotifyError):
    """Too many calls within half a minute; ``retry_after`` in seconds where Spotify says it."""

    def __init__(self, retry_after: int | None) -> None:
        super().__init__(f"Spotify asks for a pause. Try again {_later(retry_after)}.")
        self.retry_after = retry_after


class QuotaExceededError(SpotifyError):
    """The developer account's quota is used up; ``retry_after`` in seconds where it is said."""

    def __init__(self, retry_after: int | None) -> None:
        super().__init__(
            "The quota that Spotify gives this app is used up. "
            f"Go on without Spotify and try again {_later(retry_after)}."
        )
        self.retry_after = retry_after


class TokenRejectedError(SpotifyError):
    """The access token is refused, and so was a renewed one."""

    def __init__(self) -> None:
        super().__init__("Spotify refuses the access token. Connect Spotify again.")


class ScopeMissingError(SpotifyError):
    """The listener has not allowed this yet."""

    def __init__(self) -> None:
        super().__init__("Spotify needs the listener's consent for this. Ask for it and try again.")


class NotAllowListedError(SpotifyError):
    """The listener is not among those whom the app's owner has registered."""

    def __init__(self) -> None:
        super().__init__(
            "This listener is not registered for the app. Its owner has to add the listener under "
            "User Management in Spotify's developer dashboard."
        )


class OwnerNotPremiumError(SpotifyError):
    """The app's owner has no Premium, so that Spotify answers nobody."""

    def __init__(self) -> None:
        super().__init__(
            "Spotify serves this app only while its owner has Premium. "
            "The owner has to renew it; that takes a few hours to work."
        )


class EndpointWithdrawnError(SpotifyError):
    """Spotify does not offer this to this app (any more)."""

    def __init__(self, path: str) -> None:
        super().__init__(f"Spotify does not offer {path} to this app. Do without it.")
        self.path = path


class ForbiddenError(SpotifyError):
    """Not for this listener: a list of somebody else's, mostly."""

    def __init__(self, message: str) -> None:
        super().__init__(f"Spotify forbids this ({message}). Use a list of your own.")
        self.message = message


class NotFoundOnSpotifyError(SpotifyError):
    """There is no such song, list or artist."""

    def __init__(self, path: str) -> None:
        super().__init__(f"Spotify has no {path}. It may have been deleted: look again.")
        self.path = path


class RefusedError(SpotifyError):
    """Spotify finds the request wrong, in another way than those above."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(
            f"Spotify refuses the request (status {status}: {message}). Please report this."
        )
        self.status = status
        self.message = message


class UnreadableAnswerError(SpotifyError):
    """An answer of another shape than documented.

    A request that makes something has then been carried out.
    """

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"Spotify's answer to {path} cannot be read ({problem}). Try again later.")
        self.path = path
        self.problem = problem


class PremiumRequiredError(SpotifyError):
    """Only listeners with Premium can do this with a player."""

    def __init__(self) -> None:
        super().__init__("Spotify lets only Premium listeners do this. Use the embedded player.")


class NoActiveDeviceError(SpotifyError):
    """Nothing is playing anywhere that the command could go to."""

    def __init__(self) -> None:
        super().__init__("No Spotify player is active. Open Spotify on a device, or choose one.")


class DeviceNotFoundError(SpotifyError):
    """The device named is not there (any more)."""

    def __init__(self) -> None:
        super().__init__("That device is gone from Spotify. Choose one of those that are there.")


class CommandRestrictedError(SpotifyError):
    """The player does not do that just now; ``reason`` is Spotify's word for why."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"The Spotify player does not do that now ({reason}). Try something else on it first."
        )
        self.reason = reason


class GrantInvalidError(SpotifyError):
    """The code or refresh token is used up, too old, or taken back."""

    def __init__(self) -> None:
        super().__init__("Spotify no longer accepts this log-in. Connect Spotify again.")


class ClientRejectedError(SpotifyError):
    """The app's own id or secret is wrong."""

    def __init__(self) -> None:
        super().__init__(
            "Spotify does not know this app's id and secret. "
            "Copy both from Spotify's developer dashboard into the settings."
        )


class AuthorizationRefusedError(SpotifyError):
    """The accounts service refuses in another way; ``error`` is its word for it."""

    def __init__(self, error: str) -> None:
        super().__init__(f"Spotify refuses the log-in ({error}). Try to connect again.")
        self.error = error


def _later(seconds: int | None) -> str:
    return "later" if seconds is None else f"in {seconds} seconds"
