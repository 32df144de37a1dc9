"""The whole hand-over in real processes: keeper, kiosk with its window, and a staff's room."""

import os
import re
from pathlib import Path
from typing import Final

import pytest

from distressapp.bootstrap import open_house, sign_in
from distressapp.service import patients
from distressapp.service.patients import Details
from distressapp.vault import days
from tests.clinics import BORN, NUMBER, PASSPHRASE, copied
from tests.keeper.program import keeper, kill, words

NAME: Final = "Anna Canaryname"

KIOSK_WAITS: Final = """
    def tell(timer):
        if day.window.conductor is not None:
            timer.stop()
            keeper = day.window.patient.keeper
            given = keeper.running.given
            print("seated", day.window.conductor.interview.at, given.record_number,
                  os.getpid(), keeper.running.plan.sitting, flush=True)
    timer = QTimer(day.window)
    timer.timeout.connect(lambda: tell(timer))
    timer.start(50)
"""
"""A kiosk at which nobody is admitted: it says so when somebody sits."""

STAFF: Final = '''
import sys
import time
from pathlib import Path
from distressapp.bootstrap import monotonic_ns, open_house, sign_in
from distressapp.channel import Channel
from distressapp.core.errors import ExpectedError
from distressapp.service.handover import check_free, hand_over, meant, prepare
from distressapp.service.shift import Shift
keeper = Channel.inherited(int(sys.argv[sys.argv.index("--keeper-fd") + 1]))
house = open_house(Path(sys.argv[1]), room=None)
def go(act):
    """Try until the kiosk's window is up."""
    while True:
        session = sign_in(house, {passphrase!r})
        shift = Shift(house, session, keeper, clock_ns=monotonic_ns)
        found = prepare(house, session, patient=meant(house, session, {number!r}).id)
        try:
            return act(shift, found)
        except ExpectedError as error:
            last = str(error)
            if not any(each in last for each in ("did not answer", "starting", "taking up")):
                return last
        finally:
            shift.lock()
        time.sleep(0.2)
{then}
time.sleep(60)
'''

HANDS_OVER: Final = """
go(lambda shift, found: hand_over(house, shift, found))
"""
TWICE: Final = """
go(lambda shift, found: hand_over(house, shift, found))
print("second", go(lambda shift, found: hand_over(house, shift, found)), flush=True)
"""

CHANGES: Final = """
from dataclasses import replace
from distressapp.service.publishing import change_settings
def change(shift, found):
    change_settings(house, replace(house.settings, idle_s=77), session=shift.session)
def wait(shift, found):
    check_free(house, shift)
go(wait)
go(change)
go(lambda shift, found: hand_over(house, shift, found))
"""


def clinic(folder: Path) -> Path:
    """With Anna in its record."""
    root = copied(folder / "clinic")
    house = open_house(root, room=None)
    session = sign_in(house, PASSPHRASE)
    patients.register(house, session, Details(name=NAME, born=BORN, record_number=NUMBER))
    session.close()
    house.close()
    return root


def staff(then: str) -> str:
    return STAFF.format(passphrase=PASSPHRASE, number=NUMBER, then=then)


def memory_of(number: str) -> bytes:
    """Everything that a process holds; only somebody who may can read it."""
    found = bytearray()
    try:
        maps = Path(f"/proc/{number}/maps").read_text().splitlines()
        with Path(f"/proc/{number}/mem").open("rb", buffering=0) as memory:
            for line in maps:
                first, last, rights = re.match(r"(\w+)-(\w+) (\S+)", line).groups()  # type: ignore[union-attr]
                if "rw" not in rights:
                    continue
                try:
                    memory.seek(int(first, 16))
                    found += memory.read(int(last, 16) - int(first, 16))
                except (OSError, ValueError, OverflowError):
                    continue
    except OSError:
        pytest.skip("this user may not look into another process")
    return bytes(found)


def test_a_patient_whom_staff_hand_over_sits_at_the_first_page(tmp_path: Path) -> None:
    root = clinic(tmp_path)

    with keeper(root, KIOSK_WAITS, staff=staff(HANDS_OVER), is_empty=True) as running:
        said = words(running)

    assert said[:3] == ["seated", "welcome", NUMBER]
    house = open_house(root, room=None)
    session = sign_in(house, PASSPHRASE)
    assert said[4] in {each.sitting for each in days.admitted_on(session.vault, 0)}
    session.close()
    house.close()


def test_the_kiosks_process_never_holds_the_name_or_the_vaults_key(tmp_path: Path) -> None:
    root = clinic(tmp_path)
    house = open_house(root, room=None)
    session = sign_in(house, PASSPHRASE)
    key = session.key
    session.close()
    house.close()

    with keeper(root, KIOSK_WAITS, staff=staff(HANDS_OVER), is_empty=True) as running:
        said = words(running)
        held = memory_of(said[3])

    assert NUMBER.encode() in held
    assert key not in held
    assert key.hex().encode() not in held
    assert NAME.encode() not in held
    assert NAME.encode("utf-16-le") not in held


def test_a_kiosk_that_dies_right_after_the_hand_over_comes_back_to_the_patient(
    tmp_path: Path,
) -> None:
    root = clinic(tmp_path)

    with keeper(root, KIOSK_WAITS, staff=staff(HANDS_OVER), is_empty=True) as running:
        first = words(running)
        kill(first[3])
        second = words(running)

    assert second[:2] == ["seated", "welcome"]
    assert second[4] == first[4]
    assert second[3] != first[3]


def test_a_second_hand_over_finds_the_kiosk_taken_and_the_first_patient_stays(
    tmp_path: Path,
) -> None:
    root = clinic(tmp_path)

    with keeper(root, KIOSK_WAITS, staff=staff(TWICE), is_empty=True) as running:
        # Two processes write: either may be the first to be read.
        said = (words(running), words(running))
        first, second = sorted(said, key=lambda each: each[0] != "seated")
        assert Path(f"/proc/{first[3]}").exists() or os.name != "posix"

    assert first[:2] == ["seated", "welcome"]
    assert " ".join(second).startswith("second Another patient is sitting at the kiosk.")


def test_a_kiosk_with_older_settings_opens_with_the_new_ones_and_takes_the_patient(
    tmp_path: Path,
) -> None:
    root = clinic(tmp_path)
    looks = KIOSK_WAITS.replace("os.getpid(),", "day.house.settings.idle_s,")

    with keeper(root, looks, staff=staff(CHANGES), is_empty=True) as running:
        said = words(running)

    assert said[:4] == ["seated", "welcome", NUMBER, "77"]
