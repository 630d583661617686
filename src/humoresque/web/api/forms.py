"""Files out of a multipart form, in memory."""

from __future__ import annotations

from django.core.exceptions import TooManyFieldsSent, TooManyFilesSent
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError

from humoresque.web.api.errors import (
    MalformedFormError,
    TooManyPartsError,
    UnsupportedMediaTypeError,
)

MULTIPART = "multipart/form-data"


def uploaded_files(request: HttpRequest, field: str, most: int) -> list[UploadedFile[bytes]]:
    """Return the files of one field; a WebError for a broken form or more than ``most`` files."""
    if request.content_type != MULTIPART:
        raise UnsupportedMediaTypeError(request.content_type or "", (MULTIPART,))
    try:
        files = request.FILES
    except (TooManyFieldsSent, TooManyFilesSent):
        raise TooManyPartsError(field, most) from None
    except (MultiPartParserError, LookupError, ValueError):
        # The last two: a charset that is no text encoding, or that the form is not in.
        raise MalformedFormError from None
    if sum(len(uploads) for _, uploads in files.lists()) > most:
        raise TooManyPartsError(field, most)
    return list(files.getlist(field))
