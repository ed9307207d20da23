"""The guard of tests/conftest.py itself: nothing leaves loopback, and loopback works."""

from __future__ import annotations

import asyncio
import os
import socket

import pytest
from pytest_socket import SocketConnectBlockedError


def test_no_address_outside_loopback_is_reached() -> None:
    with socket.socket() as outward, pytest.raises(SocketConnectBlockedError):
        outward.connect(("192.0.2.1", 80))


def test_loopback_is_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=5).close()


def test_asyncio_works() -> None:
    assert asyncio.run(asyncio.sleep(0, "done")) == "done"


def test_no_setting_comes_from_outside() -> None:
    assert {name for name in os.environ if name.startswith("ASSISTANT_")} <= {"ASSISTANT_SHARED"}
