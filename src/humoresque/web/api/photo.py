"""Finding the photo's bytes in a request, whichever of the two forms it has."""

from __future__ import annotations

import base64
import binascii

from django.http import HttpRequest
from pydantic import ValidationError

from humoresque.web.api.errors import (
    InvalidRequestError,
    MalformedJsonError,
    MissingPhotoError,
    NotBase64Error,
    UnsupportedMediaTypeError,
)
from humoresque.web.api.forms import MULTIPART, uploaded_files
from humoresque.web.api.problems import field_error
from humoresque.web.api.schemas.photo import PhotoRequest

FILE_FIELD = "file"
_ACCEPTED = ("application/json", MULTIPART)
_BLANKS = b" \t\r\n"


def read_photo(request: HttpRequest) -> bytes:
    """Return the file's bytes from JSON (base64, data URL) or a form; raise a WebError."""
    if request.content_type == "application/json":
        return decode_base64(_image_text(request.body))
    if request.content_type == MULTIPART:
        return _uploaded_file(request)
    raise UnsupportedMediaTypeError(request.content_type or "", _ACCEPTED)


def decode_base64(text: str) -> bytes:
    """Decode the bytes of base64 text or of a base64 data URL; line breaks are allowed."""
    if text[:5].lower() == "data:":
        head, comma, text = text.partition(",")
        if not comma or not head.lower().endswith(";base64"):
            raise NotBase64Error
    try:
        return base64.b64decode(text.encode("ascii").translate(None, _BLANKS), validate=True)
    except (UnicodeEncodeError, binascii.Error):
        raise NotBase64Error from None


def _image_text(body: bytes) -> str:
    try:
        return PhotoRequest.model_validate_json(body).image
    except ValidationError as error:
        items = error.errors(include_url=False, include_input=False, include_context=False)
    if items[0]["type"] == "json_invalid":
        raise MalformedJsonError
    raise InvalidRequestError([field_error(item["loc"], item["msg"]) for item in items])


def _uploaded_file(request: HttpRequest) -> bytes:
    uploads = uploaded_files(request, FILE_FIELD, most=1)
    if not uploads:
        raise MissingPhotoError
    photo: bytes = uploads[0].read()
    return photo
