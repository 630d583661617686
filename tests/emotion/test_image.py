from __future__ import annotations

import io
import struct
import zlib

import numpy as np
import numpy.typing as npt
import pillow_heif
import pytest
from PIL import Image

from humoresque.emotion.errors import (
    NotAnImageError,
    PhotoError,
    PhotoTooLargeError,
    TooManyPixelsError,
    TruncatedImageError,
    UnsupportedFormatError,
)
from humoresque.emotion.image import MAX_BYTES, WORKING_SIDE, decode_photo

Pixels = npt.NDArray[np.uint8]


def encode(image: Image.Image, image_format: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, image_format, **options)
    return buffer.getvalue()


@pytest.fixture
def quadrants() -> Image.Image:
    """Red, green / blue, white: every turn of it looks different."""
    pixels = np.zeros((40, 60, 3), np.uint8)
    pixels[:20, :30] = (255, 0, 0)
    pixels[:20, 30:] = (0, 255, 0)
    pixels[20:, :30] = (0, 0, 255)
    pixels[20:, 30:] = (255, 255, 255)
    return Image.fromarray(pixels)


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "BMP", "GIF"])
def test_every_accepted_format_becomes_rgb(quadrants: Image.Image, image_format: str) -> None:
    photo = decode_photo(encode(quadrants, image_format))
    assert photo.pixels.shape == (40, 60, 3)
    assert photo.pixels.dtype == np.uint8
    assert (photo.width, photo.height) == (60, 40)
    assert photo.pixels[5, 5, 0] > 200
    assert photo.pixels[5, 5, 1] < 60


def test_the_first_frame_of_an_animation_is_read(quadrants: Image.Image) -> None:
    black = Image.new("RGB", quadrants.size)
    data = encode(quadrants, "GIF", save_all=True, append_images=[black, black])
    assert decode_photo(data).pixels[5, 5, 0] > 200


@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientations_are_turned_upright(quadrants: Image.Image, orientation: int) -> None:
    inverse = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    stored = quadrants if inverse is None else quadrants.transpose(inverse)
    exif = Image.Exif()
    exif[0x0112] = orientation
    photo = decode_photo(encode(stored, "PNG", exif=exif))
    assert (photo.width, photo.height) == (60, 40)
    assert np.array_equal(photo.pixels, np.asarray(quadrants))


def test_alpha_is_flattened_on_white() -> None:
    photo = decode_photo(encode(Image.new("RGBA", (8, 8), (0, 0, 0, 0)), "PNG"))
    assert (photo.pixels == 255).all()


def test_a_palette_with_transparency_is_flattened_on_white() -> None:
    image = Image.new("P", (8, 8), 0)
    image.putpalette([0, 0, 0, 255, 0, 0])
    assert (decode_photo(encode(image, "PNG", transparency=0)).pixels == 255).all()


@pytest.mark.parametrize("mode", ["L", "1", "CMYK", "LA", "I;16"])
def test_grey_cmyk_and_sixteen_bits_become_rgb(mode: str) -> None:
    if mode == "I;16":
        image = Image.fromarray(np.full((8, 8), 0x8000, np.uint16))
    else:
        image = Image.new("RGB", (8, 8), (128, 128, 128)).convert(mode)
    data = encode(image, "JPEG" if mode == "CMYK" else "PNG")
    pixels = decode_photo(data).pixels
    assert pixels.shape == (8, 8, 3)
    if mode != "1":
        assert abs(int(pixels.mean()) - 128) < 4


def test_large_jpegs_are_reduced_while_decoding_and_say_so() -> None:
    photo = decode_photo(encode(Image.new("RGB", (6000, 4000), "grey"), "JPEG"))
    assert (photo.width, photo.height) == (6000, 4000)
    assert WORKING_SIDE <= photo.pixels.shape[1] < 6000
    assert photo.reduction == pytest.approx(6000 / photo.pixels.shape[1])


@pytest.mark.parametrize("image_format", ["PNG", "WEBP", "BMP"])
@pytest.mark.parametrize("mode", ["RGB", "L", "P"])
def test_other_large_photos_are_averaged_down(image_format: str, mode: str) -> None:
    photo = decode_photo(encode(Image.new("RGB", (4000, 1000), "teal").convert(mode), image_format))
    assert (photo.width, photo.height) == (4000, 1000)
    assert WORKING_SIDE <= max(photo.pixels.shape) < 2 * WORKING_SIDE


@pytest.mark.parametrize("image_format", ["JPEG", "PNG"])
def test_large_sideways_photos_are_turned_and_sized_upright(image_format: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    photo = decode_photo(encode(Image.new("RGB", (4000, 2000)), image_format, exif=exif))
    assert (photo.width, photo.height) == (2000, 4000)
    assert photo.pixels.shape[0] > photo.pixels.shape[1]


@pytest.mark.parametrize("size", [(4000, 1), (1, 60_000), (1, 1)])
@pytest.mark.parametrize("image_format", ["JPEG", "PNG"])
def test_very_narrow_photos_are_read(size: tuple[int, int], image_format: str) -> None:
    photo = decode_photo(encode(Image.new("RGB", size), image_format))
    assert (photo.width, photo.height) == size
    assert min(photo.pixels.shape[:2]) == 1


def test_heic_is_read(quadrants: Image.Image) -> None:
    buffer = io.BytesIO()
    pillow_heif.from_pillow(quadrants.resize((120, 80))).save(buffer, quality=95)
    photo = decode_photo(buffer.getvalue())
    assert (photo.width, photo.height) == (120, 80)
    assert photo.pixels[5, 5, 0] > 200
    assert photo.pixels[5, 5, 1] < 60


def test_an_oversized_file_is_refused_before_decoding() -> None:
    with pytest.raises(PhotoTooLargeError) as caught:
        decode_photo(b"\xff\xd8\xff" + bytes(MAX_BYTES))
    assert caught.value.limit == MAX_BYTES


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds no pixels: decoding it would fail differently."""
    body = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    header = struct.pack(">I", 13) + body + struct.pack(">I", zlib.crc32(body))
    return b"\x89PNG\r\n\x1a\n" + header + struct.pack(">I", 1000) + b"IDAT"


@pytest.mark.parametrize("side", [7072, 9600, 30_000])
def test_too_many_pixels_are_refused_from_the_header_alone(side: int) -> None:
    with pytest.raises(TooManyPixelsError):
        decode_photo(png_header(side, side))


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"II*\x00" + bytes(64), "TIFF"),
        (b"%PDF-1.7\n", "PDF"),
        (b"<?xml version='1.0'?><svg xmlns='x'/>", "SVG"),
        (b"\x00\x00\x00\x1cftypavif" + bytes(64), "AVIF"),
        (b"\x00\x00\x00\x1cftypisom" + bytes(64), "Video"),
        (b"8BPS" + bytes(64), "Photoshop"),
    ],
)
def test_other_formats_are_named(data: bytes, name: str) -> None:
    with pytest.raises(UnsupportedFormatError) as caught:
        decode_photo(data)
    assert caught.value.image_format == name


@pytest.mark.parametrize("data", [b"", b"hello", b"\x00" * 100, b"<html></html>"])
def test_what_is_no_image_is_called_so(data: bytes) -> None:
    with pytest.raises(NotAnImageError):
        decode_photo(data)


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "GIF", "BMP"])
def test_a_file_that_breaks_off_is_called_damaged(
    astronaut_pixels: Pixels, image_format: str
) -> None:
    data = encode(Image.fromarray(astronaut_pixels), image_format)
    for share in (0.001, 0.5):
        with pytest.raises(TruncatedImageError):
            decode_photo(data[: max(int(len(data) * share), 12)])


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "GIF", "BMP"])
def test_random_damage_never_escapes_as_another_error(
    quadrants: Image.Image, image_format: str
) -> None:
    data = bytearray(encode(quadrants, image_format))
    rng = np.random.default_rng(0)
    for _ in range(200):
        broken = bytearray(data)
        for position in rng.integers(0, len(data), 4):
            broken[position] = rng.integers(0, 256)
        try:
            decode_photo(bytes(broken))
        except PhotoError:
            continue


def test_damaged_heic_is_called_damaged() -> None:
    with pytest.raises(TruncatedImageError):
        decode_photo(b"\x00\x00\x00\x18ftypheic" + bytes(64))
