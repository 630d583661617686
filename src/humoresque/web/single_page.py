"""The page: one index.html for every path that is neither a file of the build nor the API's."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.views.decorators.http import require_safe

SHARED_PAGE = "/shared/"
"""Below it are the pages of lists that somebody shared by link."""

_NOT_BUILT = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Humoresque</title>
<h1>The page has not been built</h1>
<p>The API works (<a href="/api/status">/api/status</a>), but this installation has no page.
Start with <code>python3 run.py</code>, which builds it, or run <code>npm ci</code> and
<code>npm run build</code> in the folder <code>frontend</code> and start again.</p>
</html>
"""


@require_safe
def show_page(request: HttpRequest) -> HttpResponse:
    """Show the built index.html, never cached unseen; 503 with what to do when there is none.

    Paths that look like files get a 404 instead: a missing script must not be answered with
    a page.
    """
    if PurePosixPath(request.path_info).suffix:
        return HttpResponseNotFound("There is no such file.\n", content_type="text/plain")
    try:
        page = (Path(settings.PAGE) / "index.html").read_bytes()
    except OSError:
        return HttpResponse(_NOT_BUILT, status=503, headers={"Cache-Control": "no-store"})
    response = HttpResponse(page, headers={"Cache-Control": "no-cache"})
    if request.path_info.startswith(SHARED_PAGE):
        response["X-Robots-Tag"] = "noindex"
    return response
