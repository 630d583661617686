from __future__ import annotations

import socket

import pytest
from pytest_socket import SocketConnectBlockedError


def test_tests_reach_loopback_and_nothing_else() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=5).close()
    elsewhere = ("192.0.2.1", 80)  # set aside for documentation, never somebody's
    with (
        pytest.warns(UserWarning, match="tried to use"),
        pytest.raises(SocketConnectBlockedError),
    ):
        socket.create_connection(elsewhere, timeout=0.1)
