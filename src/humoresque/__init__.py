"""Humoresque: a facial expression becomes a playlist."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("humoresque")
except PackageNotFoundError:  # a source tree that was never installed
    __version__ = "0.0.0"
