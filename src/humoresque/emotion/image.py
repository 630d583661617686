"""Bytes → upright RGB pixels, with every limit checked before anything is decoded."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pi_heif
from PIL import Image, ImageOps, UnidentifiedImageError

from humoresque.emotion.errors import (
    NotAnImageError,
    PhotoTooLargeError,
    TooManyPixelsError,
    TruncatedImageError,
    UnsupportedFormatError,
)

MAX_BYTES = 15_000_000
MAX_PIXELS = 50_000_000
# Larger photos are reduced by a whole factor whose longer side still has this many pixels.
WORKING_SIDE = 1600

# "JPEG" includes MPO, which many phones write: a JPEG with further pictures behind the first.
ACCEPTED_FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "GIF")
_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_OTHER_FORMATS = (
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"8BPS", "Photoshop"),
    (b"%PDF", "PDF"),
    (b"\x00\x00\x01\x00", "ICO"),
    (b"\xff\x0a", "JPEG XL"),
    (b"\x00\x00\x00\x0cJXL ", "JPEG XL"),
    (b"\x00\x00\x00\x0cjP  ", "JPEG 2000"),
)
_ACCEPTED_SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"BM")
_DAMAGE = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    ArithmeticError,
    struct.error,
    zlib.error,
)

# EXIF's orientation tag, and those of its values that swap width and height.
_ORIENTATION = 0x0112
_SIDEWAYS = (5, 6, 7, 8)

Pixels = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Photo:
    """Upright RGB pixels (H, W, 3) uint8, and the upright size before any reduction."""

    pixels: Pixels
    width: int
    height: int

    @property
    def reduction(self) -> float:
        """Pixels of the photo per pixel in memory, at least 1."""
        height, width = self.pixels.shape[:2]
        return max(self.width / int(width), self.height / int(height))


def decode_photo(data: bytes) -> Photo:
    """Decode JPEG, PNG, WebP, BMP, GIF (first frame) or HEIC and turn it upright by EXIF.

    At most 15 MB and 50 megapixels; alpha is flattened on white; grey and CMYK become RGB.
    Raises a PhotoError subclass that says what is wrong and what to do.
    """
    if len(data) > MAX_BYTES:
        raise PhotoTooLargeError(len(data), MAX_BYTES)
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS:
        return _decode_heif(data)
    image = _open(data)
    if image.width * image.height > MAX_PIXELS:
        raise TooManyPixelsError(MAX_PIXELS)
    width, height = image.size
    try:
        _reduce_while_decoding(image)
        image.load()
        upright = ImageOps.exif_transpose(_reduce(image))
        rgb = _to_rgb(upright)
    except Image.DecompressionBombError as error:
        raise TooManyPixelsError(MAX_PIXELS) from error
    except _DAMAGE as error:
        raise TruncatedImageError from error
    if image.getexif().get(_ORIENTATION, 1) in _SIDEWAYS:
        width, height = height, width
    return Photo(np.asarray(rgb), width, height)


def _open(data: bytes) -> Image.Image:
    """Read the header only."""
    Image.init()  # registers the formats; does nothing from the second call on
    try:
        return Image.open(io.BytesIO(data), formats=ACCEPTED_FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooManyPixelsError(MAX_PIXELS) from error
    except UnidentifiedImageError as error:
        if other := _name_other_format(data):
            raise UnsupportedFormatError(other) from error
        if data.startswith(_ACCEPTED_SIGNATURES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
            raise TruncatedImageError from error
        raise NotAnImageError from error
    except _DAMAGE as error:
        raise TruncatedImageError from error


def _name_other_format(data: bytes) -> str | None:
    """The name of a format that is recognised but not read."""
    if data[4:8] == b"ftyp":
        return "AVIF" if data[8:12] in (b"avif", b"avis") else "Video"
    if b"<svg" in data[:1024].lower():
        return "SVG"
    return next((name for magic, name in _OTHER_FORMATS if data.startswith(magic)), None)


def _reduce_while_decoding(image: Image.Image) -> None:
    """Let libjpeg decode large photos at a half, quarter or eighth: much faster, same faces."""
    longer = max(image.size)
    if longer > WORKING_SIDE:
        scale = WORKING_SIDE / longer
        wanted = (max(round(image.width * scale), 1), max(round(image.height * scale), 1))
        image.draft("RGB", wanted)


def _reduce(image: Image.Image) -> Image.Image:
    """Average down what the decoder could not: box means over whole factors."""
    factor = max(image.size) // WORKING_SIDE
    if factor <= 1:
        return image
    if image.mode in ("P", "1") or image.mode.startswith("I;16"):
        image = _to_rgb(image)
    return image.reduce((min(factor, image.width), min(factor, image.height)))


def _to_rgb(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I;16"):
        return Image.fromarray((np.asarray(image) >> 8).astype(np.uint8)).convert("RGB")
    if image.mode in ("I", "F"):
        values = np.asarray(image, dtype=np.float32)
        scale = 255.0 / 65535.0 if values.max(initial=0.0) > 255 else 1.0  # noqa: PLR2004
        return Image.fromarray(np.clip(values * scale, 0, 255).astype(np.uint8)).convert("RGB")
    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
        layer = image.convert("RGBA")
        flat = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(flat, layer).convert("RGB")
    return image.convert("RGB")


def _decode_heif(data: bytes) -> Photo:
    """HEIC through libheif, which turns the image upright itself."""
    try:
        heif = pi_heif.open_heif(io.BytesIO(data), convert_hdr_to_8bit=True)
        if heif.size[0] * heif.size[1] > MAX_PIXELS:
            raise TooManyPixelsError(MAX_PIXELS)
        image = heif.to_pillow()
        rgb = _to_rgb(_reduce(image))
    except (*_DAMAGE, RuntimeError, MemoryError) as error:
        raise TruncatedImageError from error
    return Photo(np.asarray(rgb), image.width, image.height)
