"""A hand-over goes from the staff's room through the keeper to the kiosk, whoever dies."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.keeper.program import KEEPER
from tests.kiosk.program import LONGEST_S, ROOT, UNSEEN

ENDS = """
import os, sys, time
from pathlib import Path
from distressapp.channel import Channel, Message
def end(option):
    return Channel.inherited(int(sys.argv[sys.argv.index(option) + 1]))
asking, telling = end("--keeper-fd"), end("--events-fd")
mark = Path(sys.argv[1])
told = mark.with_name("told")
def tell():
    told.touch()
    time.sleep(60)
def stay():
    while not told.exists():
        time.sleep(0.02)
"""
"""What a room of these tests begins with; `mark` is a file in which it can leave a word.

The staff's room tells once it has said all, and the kiosk stays until then.
"""

ANSWERS = f"""{ENDS}
while True:
    heard = telling.receive()
    if heard is None or heard.verb == "enough":
        break
    print("kiosk heard", heard.verb, heard.name, heard.body, flush=True)
    asking.send(Message(verb="seated", name=heard.name))
    if heard.name == "the last":
        break
"""
SEATS = f"""{ENDS}
answer = asking.ask(Message(verb="seat", name="the last", body=b"a plan"))
print("staff heard", answer.verb, answer.name, answer.body, flush=True)
tell()
"""


def rooms(kiosk: str, staff: str, mark: Path, *, quick: int = 1) -> list[str]:
    """What both rooms say below one keeper, until the first of them has ended.

    Args:
        quick: So many times faster than ours the keeper's time goes.
    """
    keeper = KEEPER.replace("clock_ns=monotonic_ns", f"clock_ns=lambda: {quick} * monotonic_ns()")
    done = subprocess.run(
        [sys.executable, "-c", keeper, json.dumps({"staff": staff}), kiosk, str(mark)],
        cwd=ROOT,
        env=UNSEEN,
        capture_output=True,
        text=True,
        timeout=LONGEST_S,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_a_hand_over_reaches_the_kiosk_and_its_answer_the_staff(tmp_path: Path) -> None:
    kiosk = f"{ANSWERS}\nstay()"

    said = rooms(kiosk, SEATS, tmp_path / "mark")

    assert said == ["kiosk heard seat the last b'a plan'", "staff heard seated the last b''"]


def test_a_kiosk_that_dies_over_it_is_told_to_staff_and_opens_again(tmp_path: Path) -> None:
    kiosk = f"""{ENDS}
if mark.exists():
    stay()
    sys.exit(0)
telling.receive()
mark.touch()
os._exit(9)
"""

    said = rooms(kiosk, SEATS, tmp_path / "mark")

    assert said == ["staff heard died the last b''"]


def test_a_kiosk_that_says_nothing_is_told_to_staff(tmp_path: Path) -> None:
    kiosk = f"{ENDS}\ntelling.receive()\nstay()"

    said = rooms(kiosk, SEATS, tmp_path / "mark", quick=4)

    assert said == ["staff heard silent the last b''"]


def test_a_late_answer_is_not_taken_for_the_next_ones(tmp_path: Path) -> None:
    kiosk = f"""{ENDS}
first = telling.receive()
second = telling.receive()
asking.send(Message(verb="seated", name=first.name))
asking.send(Message(verb="busy", name=second.name, body=b"sitting"))
stay()
"""
    staff = f"""{ENDS}
for name in ("first", "second"):
    answer = asking.ask(Message(verb="seat", name=name))
    print(answer.verb, answer.name, answer.body, flush=True)
tell()
"""

    said = rooms(kiosk, staff, tmp_path / "mark", quick=4)

    assert said == ["silent first b''", "busy second b'sitting'"]


def test_staff_who_die_over_it_leave_the_kiosk_alone(tmp_path: Path) -> None:
    kiosk = f"""{ENDS}
heard = telling.receive()
time.sleep(0.5)
asking.send(Message(verb="seated", name=heard.name))
again = telling.receive()
print("heard", again.verb, again.name, flush=True)
asking.send(Message(verb="free", name=again.name))
stay()
"""
    staff = f"""{ENDS}
if mark.exists():
    answer = asking.ask(Message(verb="ready", name="another"))
    print("staff heard", answer.verb, answer.name, flush=True)
    tell()
mark.touch()
asking.send(Message(verb="seat", name="one"))
time.sleep(0.2)
os._exit(9)
"""

    said = rooms(kiosk, staff, tmp_path / "mark")

    assert said == ["heard ready another", "staff heard free another"]


def test_a_kiosk_that_is_just_opening_again_is_told_as_such(tmp_path: Path) -> None:
    kiosk = f"""{ENDS}
mark.with_name("pid").write_text(str(os.getpid()))
mark.write_text((mark.read_text() if mark.exists() else "") + "x")
sys.exit(0 if len(mark.read_text()) > 4 else 9)
"""
    staff = f"""{ENDS}
while not mark.exists() or len(mark.read_text()) < 4:
    time.sleep(0.02)
while Path("/proc", mark.with_name("pid").read_text()).exists():
    time.sleep(0.02)
answer = asking.ask(Message(verb="ready", name="one"))
print("staff heard", answer.verb, flush=True)
tell()
"""

    said = rooms(kiosk, staff, tmp_path / "mark")

    assert said == ["staff heard away"]


def test_a_staffs_room_without_a_kiosk_is_told_so(tmp_path: Path) -> None:
    program = """
import os, sys
from distressapp.bootstrap import monotonic_ns
from distressapp.keeper import Commands, Keeper
staff = (sys.executable, "-c", *sys.argv[1:])
commands = Commands(staff=staff, environment=os.environ)
sys.exit(Keeper(commands, clock_ns=monotonic_ns, is_member=lambda member: True).run())
"""
    staff = f"""{ENDS}
answer = asking.ask(Message(verb="ready", name="one"))
print("staff heard", answer.verb, flush=True)
"""
    done = subprocess.run(
        [sys.executable, "-c", program, staff, str(tmp_path / "mark")],
        cwd=ROOT,
        env=UNSEEN,
        capture_output=True,
        text=True,
        timeout=LONGEST_S,
        check=False,
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "staff heard none\n", "")


def test_staff_find_their_window_from_the_kiosk_and_open_it_again(tmp_path: Path) -> None:
    kiosk = f"""{ENDS}
while not mark.exists():
    time.sleep(0.02)
asking.send(Message(verb="show"))
while mark.read_text() != "left":
    time.sleep(0.02)
time.sleep(0.5)
asking.send(Message(verb="show"))
while mark.read_text() != "again":
    time.sleep(0.02)
"""
    staff = f"""{ENDS}
if mark.exists():
    print("opened again", telling.receive().verb, flush=True)
    mark.write_text("again")
    time.sleep(60)
mark.touch()
print(telling.receive().verb, flush=True)
mark.write_text("left")
"""

    said = rooms(kiosk, staff, tmp_path / "mark")

    assert said == ["front", "opened again front"]


def test_staff_bring_the_kiosk_to_the_front(tmp_path: Path) -> None:
    kiosk = f"{ENDS}\nprint(telling.receive().verb, flush=True)"
    staff = f'{ENDS}\nasking.send(Message(verb="show"))\ntime.sleep(60)'

    said = rooms(kiosk, staff, tmp_path / "mark")

    assert said == ["front"]


@pytest.mark.parametrize("verb", ["ready", "seat", "resume", "unlock", "sign", "leave", "recent"])
def test_the_kiosk_hands_nobody_over_and_opens_nothing(tmp_path: Path, verb: str) -> None:
    kiosk = f"""{ENDS}
answer = asking.ask(Message(verb={verb!r}, name="Ana Ito", body=b"271828"))
print(answer.verb, answer.body, flush=True)
"""

    said = rooms(kiosk, f"{ENDS}\ntime.sleep(60)", tmp_path / "mark")

    assert said == ["refused b''"]


def test_staff_reach_nothing_of_the_patient_who_sits(tmp_path: Path) -> None:
    kiosk = f"""{ENDS}
asking.send(Message(verb="put", name="running", body=b"the key of a sitting"))
mark.touch()
stay()
"""
    staff = f"""{ENDS}
while not mark.exists():
    time.sleep(0.02)
for verb in ("found", "put", "drop", "seated"):
    answer = asking.ask(Message(verb=verb, name="running"))
    print(answer.verb, answer.body, flush=True)
tell()
"""

    said = rooms(kiosk, staff, tmp_path / "mark")

    assert said == ["refused b''"] * 4


def test_what_the_kiosk_answers_is_a_word_and_no_more(tmp_path: Path) -> None:
    kiosk = f"""{ENDS}
heard = telling.receive()
asking.send(Message(verb="busy", name=heard.name, body=b"x" * 10_000))
stay()
"""
    staff = f"""{ENDS}
answer = asking.ask(Message(verb="ready", name="one"))
print(answer.verb, len(answer.body), flush=True)
tell()
"""

    said = rooms(kiosk, staff, tmp_path / "mark")

    assert said == ["busy 32"]


def test_a_room_that_is_to_open_anew_does_so_at_once_and_it_is_no_death(tmp_path: Path) -> None:
    kiosk = f"""{ENDS}
count = int(mark.read_text()) if mark.exists() else 0
mark.write_text(str(count + 1))
if count < 20:
    sys.exit(76)
print(asking.ask(Message(verb="found")).body, flush=True)
"""

    done = rooms(kiosk, "", tmp_path / "mark")

    assert done == ["b''"]
