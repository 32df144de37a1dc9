"""The kiosk of a session ends for good only where the keeper has seen the PIN of who may."""

import subprocess
import sys
from pathlib import Path

import pytest

from distressapp.channel import Message
from distressapp.core.pin import MOST
from distressapp.keeper import CLOSED
from distressapp.keeper.answers import Desk
from distressapp.keeper.room import Rights
from distressapp.service.memory import NotVouchedError
from tests.cli.clinic import descriptor
from tests.clinics import PASSPHRASE, copied
from tests.keeper import beside
from tests.keeper.program import KEEPER, keeper, words
from tests.kiosk.program import LONGEST_S, ROOT, UNSEEN

CLOSES = """
import sys
from distressapp.channel import Channel, Message
from distressapp.service.memory import KeptMemory
asking = Channel.inherited(int(sys.argv[sys.argv.index("--keeper-fd") + 1]))
memory = KeptMemory(asking)
(name,) = memory.vouching()
print("by", memory.close(name, "271828").name, flush=True)
sys.exit(80)
"""
SAYS_SO = """
import sys
from pathlib import Path
mark = Path(sys.argv[1]) / "mark"
count = int(mark.read_text()) if mark.exists() else 0
mark.write_text(str(count + 1))
sys.exit(80 if count < 2 else 0)
"""


def the_desk(*, may_close: bool) -> Desk:
    found = beside.desk(beside.Monotonic())
    found.pins.keep(
        "Ana Ito",
        member=beside.MEMBER,
        pin=beside.PIN,
        key=beside.KEY,
        until_ns=beside.LATE_NS,
        may_close=may_close,
    )
    return found


def test_who_may_closes_the_kiosk_and_the_vaults_key_stays_where_it_is() -> None:
    with beside.signed_in("Ana Ito", may_close=True) as memory:
        member = memory.close("ana ito", beside.PIN)

    assert (member.id, member.name) == (beside.MEMBER, "Ana Ito")


def test_a_role_that_may_not_close_is_told_so_and_nothing_is_open() -> None:
    desk = the_desk(may_close=False)
    asked = Message(verb="close", name="Ana Ito", body=beside.PIN.encode())

    answer = desk.answer(asked, rights=Rights.KIOSK)

    assert answer.reply == Message(verb="not_allowed")
    assert not desk.may_close
    with (
        beside.signed_in("Ana Ito") as memory,
        pytest.raises(NotVouchedError, match="Your role does not close the kiosk"),
    ):
        memory.close("Ana Ito", beside.PIN)


def test_ten_wrong_pins_at_the_way_out_end_the_pin() -> None:
    desk = the_desk(may_close=True)
    clock = desk.pins._clock_ns  # noqa: SLF001  (the clock that the test made)
    assert isinstance(clock, beside.Monotonic)

    said = []
    while "ended" not in said:
        wrong = Message(verb="close", name="Ana Ito", body=b"000001")
        reply = desk.answer(wrong, rights=Rights.KIOSK).reply
        assert reply is not None
        said.append(reply.verb)
        clock.ns += int(reply.name or 0) * 10**9

    assert said.count("no") + 1 == MOST
    assert not desk.may_close


def test_the_staffs_room_cannot_close_the_kiosk() -> None:
    desk = the_desk(may_close=True)
    asked = Message(verb="close", name="Ana Ito", body=beside.PIN.encode())

    answer = desk.answer(asked, rights=Rights.STAFF)

    assert answer.reply == Message(verb="refused")
    assert not desk.may_close


def test_a_kiosk_that_only_says_that_it_was_closed_is_started_again(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KEEPER, "{}", SAYS_SO, str(tmp_path)],
        cwd=ROOT,
        env=UNSEEN,
        timeout=LONGEST_S,
        check=False,
    )

    assert (done.returncode, (tmp_path / "mark").read_text()) == (0, "3")


def test_the_administrators_pin_ends_the_keeper_with_a_status_of_its_own(tmp_path: Path) -> None:
    root = copied(tmp_path / "clinic")

    with (
        descriptor(f"{PASSPHRASE}\n") as passphrase,
        descriptor("271828\n") as pin,
        keeper(root, CLOSES, secrets=(passphrase, pin), is_bare=True) as running,
    ):
        said = words(running)
        running.communicate(timeout=LONGEST_S)

    assert said[0] == "by"
    assert running.returncode == CLOSED
