"""Picture files → grey 48x48 tiles."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps, UnidentifiedImageError

from humoresque.training.datasets.dataset import SIDE
from humoresque.training.errors import DatasetMismatchError

SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".bmp", ".webp", ".tif", ".tiff"})

Square = tuple[float, float, float]


def list_pictures(folder: Path) -> list[Path]:
    """Picture files in a folder and below, in the order of their paths; hidden ones left out."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in SUFFIXES and not path.name.startswith(".") and path.is_file()
    )


def read_grey(file: Path) -> Image.Image:
    """Read a picture, turned upright by EXIF, as 8-bit grey (Rec. 601 luma).

    Raises DatasetMismatchError if the file is missing, damaged or no picture.
    """
    try:
        with Image.open(file) as image:
            return ImageOps.exif_transpose(image).convert("L")
    except FileNotFoundError:
        raise DatasetMismatchError(file, "the picture is missing") from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise DatasetMismatchError(file, "not a readable picture") from None


def central_square(image: Image.Image) -> Square:
    """Left, top and side of the largest square in the middle of a picture."""
    side = min(image.size)
    return (image.width - side) / 2, (image.height - side) / 2, side


def square_around(image: Image.Image, box: tuple[float, float, float, float]) -> Square:
    """The square on the longer side of a box, around its centre, moved and cut to the picture.

    ``box`` is left, top, width, height in pixels, with positive width and height.
    """
    left, top, width, height = box
    side = min(max(width, height), *image.size)
    x = min(max(left + (width - side) / 2, 0), image.width - side)
    y = min(max(top + (height - side) / 2, 0), image.height - side)
    return x, y, side


def to_tile(image: Image.Image, square: Square) -> npt.NDArray[np.uint8]:
    """A square of a grey picture as (48, 48) uint8: area means, or bilinear where it is smaller."""
    left, top, side = square
    method = Image.Resampling.BOX if side >= SIDE else Image.Resampling.BILINEAR
    box = (left, top, left + side, top + side)
    return np.asarray(image.resize((SIDE, SIDE), method, box=box), dtype=np.uint8)


def stack_tiles(tiles: list[npt.NDArray[np.uint8]]) -> npt.NDArray[np.uint8]:
    """Tiles as one array (N, 48, 48), N may be 0."""
    return np.stack(tiles) if tiles else np.empty((0, SIDE, SIDE), np.uint8)
