"""Keeps links of shared lists out of the log, and secrets off the page that shows a fault."""

from __future__ import annotations

import logging
import re
from collections.abc import ItemsView
from types import FrameType
from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter

_LINK = re.compile(r"(/shared/).*", re.DOTALL)


class WithoutLinks(logging.Filter):
    """Cuts the token off the paths that Django writes down for every answer from 400 on."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through, without a token."""
        record.msg = _LINK.sub(r"\1…", record.getMessage())
        record.args = ()
        return True


class WithoutValues(SafeExceptionReporterFilter):
    """Leaves on the page that HUMORESQUE_DEBUG shows where a fault is, and no value at all.

    Django hides settings by their names, and shows all variables, cookies and headers.
    """

    hidden_settings = re.compile("")

    def get_traceback_frame_variables(
        self, request: HttpRequest | None, tb_frame: FrameType
    ) -> ItemsView[str, Any]:
        """Return none."""
        _ = request, tb_frame
        return dict[str, Any]().items()
