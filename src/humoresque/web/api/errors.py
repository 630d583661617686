"""What can be wrong with a request before a room is asked, one class each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


class WebError(Exception):
    """Root of this room's exceptions; the message is shown to the client."""


class EndpointNotFoundError(WebError):
    """A path below /api/ that does not exist."""

    def __init__(self) -> None:
        super().__init__("There is no such endpoint; /api/openapi.json lists them.")


class MethodNotAllowedError(WebError):
    """The endpoint exists, the method does not."""

    def __init__(self) -> None:
        super().__init__("This endpoint does not take this method; see the Allow header.")


class BadRequestError(WebError):
    """The request is refused by the framework: its host, or the form of its frame."""

    def __init__(self) -> None:
        super().__init__("Its host or its form is not accepted here.")


class CrossSiteError(WebError):
    """A browser says that another site's page sends this request."""

    def __init__(self) -> None:
        super().__init__("Requests that change something must come from Humoresque's own page.")


class BodyTooLargeError(WebError):
    """The announced body is longer than the endpoint takes."""

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(
            f"The request body has {size:,} bytes; at most {limit:,} are accepted here."
        )
        self.size = size
        self.limit = limit


class LengthRequiredError(WebError):
    """The body's length is not announced."""

    def __init__(self) -> None:
        super().__init__("Send the body with a Content-Length header, not in chunks.")


class UnsupportedMediaTypeError(WebError):
    """The body is of a kind that the endpoint does not read."""

    def __init__(self, content_type: str, accepted: Sequence[str]) -> None:
        got = f"not {content_type}" if content_type else "which is missing"
        super().__init__(f"Content-Type must be {' or '.join(accepted)}, {got}.")
        self.content_type = content_type
        self.accepted = tuple(accepted)


class MalformedJsonError(WebError):
    """The body is not JSON."""

    def __init__(self) -> None:
        super().__init__("The body is not valid JSON in UTF-8.")


class MalformedFormError(WebError):
    """The body is not the multipart form that its header announces."""

    def __init__(self) -> None:
        super().__init__("The body is not a valid multipart form.")


class TooManyPartsError(WebError):
    """The form holds too many files, or fields by the dozen."""

    def __init__(self, field: str, files: int) -> None:
        count = "one file" if files == 1 else f"at most {files} files"
        super().__init__(f"Send {count}, in the field '{field}', and at most ten other fields.")
        self.field = field
        self.files = files


class MissingPhotoError(WebError):
    """The form holds no file."""

    def __init__(self) -> None:
        super().__init__("The form needs one file in the field 'file'.")


class NotBase64Error(WebError):
    """The ``image`` text is neither base64 nor a base64 data URL."""

    def __init__(self) -> None:
        super().__init__("'image' must be base64 text, or a data URL that holds base64.")


@dataclass(frozen=True, slots=True)
class FieldError:
    """One thing wrong in a JSON body; ``pointer`` is a JSON pointer fragment (RFC 6901)."""

    pointer: str
    detail: str


class InvalidRequestError(WebError):
    """The JSON is well formed, its values are not."""

    def __init__(self, errors: Sequence[FieldError]) -> None:
        count = len(errors)
        super().__init__(f"{count} value{'s are' if count > 1 else ' is'} not acceptable.")
        self.errors = tuple(errors)


class PlaylistNotFoundError(WebError):
    """No such playlist, or it is another visitor's; the answer does not tell which."""

    def __init__(self) -> None:
        super().__init__("You have no playlist with this id.")


class SharedPlaylistNotFoundError(WebError):
    """No playlist has this link, or not any more."""

    def __init__(self) -> None:
        super().__init__("There is no shared playlist at this link; it may have been taken back.")


class SaveInProgressError(WebError):
    """The same list is being saved already, from another tab perhaps."""

    def __init__(self) -> None:
        super().__init__("This list is being saved already. Try again in a few seconds.")


class WordsRefusedError(WebError):
    """Spotify does not take the name or the description of a playlist; ``said`` is its reason."""

    def __init__(self, said: str) -> None:
        super().__init__(
            f"Spotify does not take this name or description ({said}). Change them and save again."
        )
        self.said = said


class NothingToSaveError(WebError):
    """Spotify has none of the list's songs; ``waiting`` of them were not looked up yet."""

    def __init__(self, waiting: int = 0) -> None:
        rest = f" {waiting} more are yet to be looked up: save again." if waiting else ""
        super().__init__(f"Spotify has none of these songs, so nothing was saved.{rest}")
        self.waiting = waiting


class NothingToPlayError(WebError):
    """Spotify has none of the songs; ``waiting`` of them were not looked up yet."""

    def __init__(self, waiting: int = 0) -> None:
        rest = f" {waiting} more are yet to be looked up: try again." if waiting else ""
        super().__init__(f"Spotify has none of these songs, so it plays nothing.{rest}")
        self.waiting = waiting


class OwnMusicOffError(WebError):
    """No folder of own music is set up."""

    def __init__(self) -> None:
        super().__init__("Own music is not set up here; see HUMORESQUE_MUSIC_FOLDER.")


class OtherFolderScannedError(WebError):
    """The folder of own music that is set is not the one that was scanned."""

    def __init__(self, folder: Path, scanned: Path) -> None:
        super().__init__(
            f"HUMORESQUE_MUSIC_FOLDER is {folder}, and the last scan was of {scanned}. "
            f"Run: humoresque catalog scan {folder}"
        )
        self.folder = folder
        self.scanned = scanned


class NotThisMachineError(WebError):
    """Own music is asked for from another machine, or through a proxy."""

    def __init__(self) -> None:
        super().__init__("Own music can be heard only on the machine that it is on.")


class RangeNotSatisfiableError(WebError):
    """The part of a file that is asked for lies behind its end."""

    def __init__(self) -> None:
        super().__init__("The file ends before the range that is asked for.")


class TooManyRequestsError(WebError):
    """One client asks for more in a minute than it is given."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"Too many requests in a short time. Try again in {retry_after} s.")
        self.retry_after = retry_after


class NotReadyError(WebError):
    """A part that requests need cannot be loaded."""

    def __init__(self, missing: Sequence[FieldError]) -> None:
        super().__init__("Not ready: a part that requests need could not be loaded.")
        self.errors = tuple(missing)


class ServerError(WebError):
    """A fault of ours; what happened is in the log and nowhere else."""

    def __init__(self) -> None:
        super().__init__("Something went wrong on the server. It has been logged.")
