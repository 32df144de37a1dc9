"""The screen stays awake while a patient thinks, and sleeps again as it did before."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import pytest

from distressapp.ui.awake import Awake
from distressapp.ui.saver import Server, Sleep
from tests.x11.conftest import Open
from tests.x11.hands import sit_down
from tests.x11.machine import Machine, until

AFTER_S: Final = 420
HANDSHAKE: Final = b"BIG-REQUESTS"
"""An extension whose first request is answered, on every server: 0 asks for the longest one."""


@pytest.fixture
def server(tablet: Machine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Open all the time: a server that nobody asks any more begins anew."""
    monkeypatch.setenv("DISPLAY", tablet.display)
    found = Server()
    before = found.read()
    found.write(replace(before, timeout_s=AFTER_S))
    yield found
    found.close()


def test_holding_switches_the_saver_off_and_letting_go_on_again(server: Server) -> None:
    before = server.read()
    awake = Awake()

    awake.hold()
    held = server.read()
    awake.hold()
    awake.let_go()

    assert before.timeout_s == AFTER_S
    assert held.timeout_s == 0
    assert server.read() == before


def test_letting_go_of_what_was_never_held_changes_nothing(server: Server) -> None:
    before = server.read()

    Awake().let_go()

    assert server.read() == before


def test_a_request_of_an_extension_is_sent_and_answered(server: Server) -> None:
    # No server of the tests has DPMS: another extension shows that the way there is right.
    server._dpms = server._extension(HANDSHAKE)  # noqa: SLF001  (see above)

    answer = server._reply(server._send(0, is_void=False), 4)  # noqa: SLF001  (see above)

    assert server._extension(b"NO-SUCH-EXTENSION") == 0  # noqa: SLF001  (see above)
    assert int.from_bytes(answer, "little") > 2**16


def test_no_server_is_no_reason_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":4711")
    awake = Awake()

    awake.hold()
    awake.let_go()
    monkeypatch.delenv("DISPLAY")
    awake.hold()

    with pytest.raises(OSError, match="no X server"):
        _nobody()


def _nobody() -> Sleep:
    return Server().read()


def test_the_screen_of_a_kiosk_sleeps_before_a_sitting_and_neither_in_it_nor_in_a_call(
    server: Server, tablet: Machine, switch_on: Open
) -> None:
    kiosk = switch_on(tablet)
    kiosk.wait("Who is next?", "label")
    assert server.read().timeout_s == AFTER_S

    sit_down(kiosk)
    until(lambda: server.read().timeout_s == 0, "a screen that stays awake")
    kiosk.tap("They're calling me", "push button")
    kiosk.wait("I am staff", "push button")
    until(lambda: server.read().timeout_s == AFTER_S, "a screen that may sleep again")
    kiosk.tap("I need to speak to someone now", "push button")
    kiosk.tap("Yes, please", "push button")
    until(lambda: server.read().timeout_s == 0, "a screen that shows the call")
    kiosk.tap("For staff: answer this call", "push button")
    kiosk.tap("Your name")
    kiosk.have_keys()
    kiosk.go_to("Your name")
    kiosk.machine.write("Ana")
    kiosk.tap("I am with the patient", "push button")

    until(lambda: server.read().timeout_s == AFTER_S, "a screen that may sleep again")
