"""Prints the API's contract: ``python -m humoresque.web.openapi > openapi.json``."""

from __future__ import annotations

import json
import os
import secrets
import sys

import django


def contract() -> str:
    """Return the OpenAPI document as text, as openapi.json holds it; needs a configured Django."""
    from humoresque.web.api.root import api  # noqa: PLC0415 - imports models

    schema = api.get_openapi_schema(path_prefix="/api/")
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def main() -> None:
    """Configure Django with a throw-away secret and print."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "humoresque.web.settings")
    os.environ.setdefault("HUMORESQUE_SECRET_KEY", secrets.token_urlsafe(48))
    django.setup()
    sys.stdout.write(contract())


if __name__ == "__main__":
    main()
