"""A loopback HTTP server that behaves well or badly, as a test scripts it."""

from __future__ import annotations

import contextlib
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Server:
    """What the server sends, and what it was asked. Each request takes the next ``cuts`` entry:
    after that many bytes of the body the connection breaks off."""

    content: bytes = b""
    status: int = 200
    content_type: str = "text/csv"
    etag: str | None = '"one"'
    modified: str | None = None
    ranges: bool = True
    redirects: int = 0
    location: str | None = None
    announce_length: bool = True
    cuts: list[int] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    asked: list[dict[str, str]] = field(default_factory=list)
    url: str = ""


@contextlib.contextmanager
def serving(server: Server) -> Iterator[Server]:
    """Serve on a free port of the loopback interface until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            answer(self, server)

        def log_message(self, *_: object) -> None:
            pass

    listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listener.daemon_threads = True
    server.url = f"http://127.0.0.1:{listener.server_port}/dataset.csv"
    thread = threading.Thread(target=listener.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        listener.shutdown()
        listener.server_close()
        thread.join()


def answer(request: BaseHTTPRequestHandler, server: Server) -> None:
    if server.redirects:
        server.redirects -= 1
        request.send_response(302)
        request.send_header("Location", server.location or f"/elsewhere/{server.redirects}")
        request.send_header("Content-Length", "0")
        request.end_headers()
        return
    server.asked.append({name.lower(): value for name, value in request.headers.items()})
    status = server.statuses.pop(0) if server.statuses else server.status
    body, start = server.content, 0
    wanted = re.fullmatch(r"bytes=(\d+)-", request.headers.get("Range", ""))
    same = request.headers.get("If-Range") in {server.etag, server.modified}
    if status == 200 and wanted and server.ranges and same:
        start = int(wanted[1])
        status = 206 if start < len(body) else 416
    body = b"" if status == 416 else body[start:]
    request.send_response(status)
    if status == 206:
        last = len(server.content) - 1
        request.send_header("Content-Range", f"bytes {start}-{last}/{last + 1}")
    if status == 416:
        request.send_header("Content-Range", f"bytes */{len(server.content)}")
    for name, value in (("ETag", server.etag), ("Last-Modified", server.modified)):
        if value is not None:
            request.send_header(name, value)
    request.send_header("Content-Type", server.content_type)
    if server.announce_length:
        request.send_header("Content-Length", str(len(body)))
    request.send_header("Connection", "close")
    request.end_headers()
    request.close_connection = True
    cut = server.cuts.pop(0) if server.cuts else len(body)
    request.wfile.write(body[:cut])
