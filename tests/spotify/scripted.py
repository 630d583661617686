"""A server on loopback that answers with given bytes, for what no simulator would say."""

from __future__ import annotations

import socket
import socketserver
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

CUT = b""


@dataclass(frozen=True, slots=True)
class Late:
    """The answer, after so many seconds."""

    answer: bytes
    delay_s: float


@dataclass(slots=True)
class Script:
    """What is answered, one after the other (the last again and again), and what was asked."""

    address: str
    answers: list[bytes | Late]
    asked: list[bytes] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, request: bytes) -> bytes | Late:
        with self.lock:
            self.asked.append(request)
            return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextmanager
def scripted(*answers: bytes | Late) -> Iterator[Script]:
    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            answer = script.take(whole_request(self.request))
            if isinstance(answer, Late):
                time.sleep(answer.delay_s)
                answer = answer.answer
            self.request.sendall(answer)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True

        def handle_error(self, request: object, client_address: object) -> None:
            pass

    with Server(("127.0.0.1", 0), Handler) as server:
        script = Script(f"http://127.0.0.1:{server.server_address[1]}", list(answers))
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield script
        finally:
            server.shutdown()
            thread.join()


def whole_request(connection: socket.socket) -> bytes:
    taken = b""
    while b"\r\n\r\n" not in taken:
        part = connection.recv(65536)
        if not part:
            return taken
        taken += part
    head, _, body = taken.partition(b"\r\n\r\n")
    length = next(
        (
            int(line.split(b":")[1])
            for line in head.split(b"\r\n")
            if line.lower().startswith(b"content-length:")
        ),
        0,
    )
    while len(body) < length:
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body


def answer(
    status: str, body: bytes = b"", kind: str | None = "application/json", more: Sequence[str] = ()
) -> bytes:
    """Bytes of an answer after which the connection is closed."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *more]
    if kind:
        lines.append(f"Content-Type: {kind}")
    return "\r\n".join([*lines, "", ""]).encode() + body
