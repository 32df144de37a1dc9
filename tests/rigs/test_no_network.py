"""The whole demo where there is no network, and not one call for one."""

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.rigs.wires import INTERNET, WIRES, Traced, may_leave_the_network, traced

UNSEEN: Final = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
ASKS: Final = """
import socket
with socket.socket({family}) as asking:
    asking.settimeout(0.1)
    try:
        asking.connect(("{address}", 9))
    except OSError:
        pass
"""
"""A program that wants to reach somebody, and takes no for an answer."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Traced:
    """One demo that is over: kiosk, page and all, without a network where that can be had."""
    folder = tmp_path_factory.mktemp("demo")
    before = ("unshare", "-n") if may_leave_the_network() else ()
    few = ("--patients", "5")  # each call of theirs is watched
    command = (
        sys.executable,
        "-m",
        "distressapp",
        "demo",
        "--headless",
        "--out",
        str(folder),
        *few,
    )
    calls = f"{WIRES},execve"
    return traced(command, folder, calls=calls, before=before, environment=UNSEEN)


def test_the_demo_goes_to_its_end_without_a_network(demo: Traced) -> None:
    if not may_leave_the_network():
        pytest.skip("nothing may be run without a network here")

    assert (demo.status, demo.complaint) == (0, "")
    assert b"summary.pdf" in demo.out


def test_nobody_in_the_demo_asks_for_a_network(demo: Traced) -> None:
    assert demo.status == 0
    assert demo.naming('"--child", "page"'), "the child that draws was not seen"
    assert demo.naming(*INTERNET) == []


@pytest.mark.parametrize(
    ("family", "address"), [("socket.AF_INET", "192.0.2.1"), ("socket.AF_INET6", "2001:db8::1")]
)
def test_the_control_that_asks_for_a_network_is_convicted(
    tmp_path: Path, family: str, address: str
) -> None:
    asks = ASKS.format(family=family, address=address)
    in_a_child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {asks!r}])"

    found = traced([sys.executable, "-c", in_a_child], tmp_path, calls=WIRES)

    assert found.naming(*INTERNET)


def test_the_control_where_there_is_no_network_not_even_this_computer_answers() -> None:
    if not may_leave_the_network():
        pytest.skip("nothing may be run without a network here")
    with socket.create_server(("127.0.0.1", 0)) as answering:
        port = answering.getsockname()[1]
        reach = f"import socket; socket.create_connection(('127.0.0.1', {port}), 5)"
        command = [sys.executable, "-c", reach]

        within = subprocess.run(command, capture_output=True, check=False)
        without = subprocess.run(["unshare", "-n", *command], capture_output=True, check=False)

    assert within.returncode == 0
    assert without.returncode != 0
