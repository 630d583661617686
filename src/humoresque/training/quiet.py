"""The exporter and the quantizer talk to the terminal while they work; here they do not."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def quiet(*ignored: type[Warning]) -> Iterator[None]:
    """Hold back logged warnings and the given classes; other warnings and errors come through."""
    root = logging.getLogger()
    handlers = list(root.handlers)
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            for category in ignored:
                warnings.simplefilter("ignore", category)
            yield
    finally:
        logging.disable(logging.NOTSET)
        for handler in set(root.handlers) - set(handlers):  # ``logging.warning`` adds one
            root.removeHandler(handler)
