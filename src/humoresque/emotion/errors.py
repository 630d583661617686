"""What can be wrong with a photo or a model, one class each."""

from __future__ import annotations


class EmotionError(Exception):
    """Root of this room's exceptions."""


class PhotoError(EmotionError):
    """The photo cannot be read; the message says what to do."""


class PhotoTooLargeError(PhotoError):
    """More bytes than are accepted."""

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(
            f"The photo has {size / 1e6:.1f} MB; at most {limit / 1e6:.0f} MB are accepted. "
            "Save it smaller and try again."
        )
        self.size = size
        self.limit = limit


class TooManyPixelsError(PhotoError):
    """More pixels than are decoded."""

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"The photo has more than {limit / 1e6:.0f} megapixels. Scale it down and try again."
        )
        self.limit = limit


class NotAnImageError(PhotoError):
    """The bytes are no image at all."""

    def __init__(self) -> None:
        super().__init__("This is not an image. Send a JPEG, PNG, WebP, BMP, GIF or HEIC photo.")


class UnsupportedFormatError(PhotoError):
    """An image, but of a format that is not read here."""

    def __init__(self, image_format: str) -> None:
        super().__init__(
            f"{image_format} images are not supported. "
            "Save the photo as JPEG, PNG, WebP, BMP, GIF or HEIC."
        )
        self.image_format = image_format


class TruncatedImageError(PhotoError):
    """The image breaks off or is damaged."""

    def __init__(self) -> None:
        super().__init__("The image is damaged or incomplete. Send the whole file again.")


class ModelError(EmotionError):
    """Weights or manifest are missing, damaged or do not belong together."""
