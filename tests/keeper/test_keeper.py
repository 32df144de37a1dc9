"""The kiosk's process is killed, and the keeper starts it again where it was."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from distressapp.bootstrap import open_house
from tests.cli.clinic import answered, descriptor
from tests.clinics import PASSPHRASE, copied
from tests.keeper.program import KEEPER, keeper, kill, words
from tests.kiosk.program import LONGEST_S, ROOT, UNSEEN

HELD_BACK = 'print(*sorted(plan.held_back), "nothing more", flush=True)'
ASKS = 'tap(day.room.foot.now); print("asked", day.step, "-", os.getpid(), flush=True)'


CALLS = """
    tap(day.room.foot.now)
    day.window.calls.calling.let_it_sound()
    print("state", day.window.calls.state, flush=True)
    def tell(timer):
        if day.window.calls.state != "sounding":
            timer.stop()
            print("state", day.window.calls.state, flush=True)
    timer = QTimer(day.window)
    timer.timeout.connect(lambda: tell(timer))
    timer.start(50)
"""
ANSWERS = """
import sys
import time
from pathlib import Path
from distressapp.bootstrap import open_house
from distressapp.channel import Channel, Message
from distressapp.service.calls import acknowledge_now, sounding
from distressapp.service.memory import Member
keeper = Channel.inherited(int(sys.argv[sys.argv.index("--keeper-fd") + 1]))
house = open_house(Path(sys.argv[1]), room=None)
while house.letterbox.head.number < 2:
    time.sleep(0.05)
found = sounding(house)
acknowledge_now(house, found[0].id, by=Member(id="ab" * 16, name="Ana Ito"))
keeper.send(Message(verb="answered", name=found[0].id))
keeper.receive()
"""
"""A staff's room that answers the first call it sees, and stays open."""

QUICK = KEEPER.replace("clock_ns=monotonic_ns", "clock_ns=lambda: {} * monotonic_ns()")
"""A keeper whose seconds are short."""

MISSING = """
import os
import sys
from distressapp.bootstrap import monotonic_ns
from distressapp.keeper import Commands, Keeper
commands = Commands(kiosk=(sys.argv[1],), environment=os.environ)
sys.exit(Keeper(commands, clock_ns=monotonic_ns, is_member=lambda member: True).run())
"""

VOUCHES = """
    from distressapp.service.memory import NotVouchedError
    memory = day.house.memory
    (name,) = memory.vouching()
    try:
        memory.vouch(name, "271829")
    except NotVouchedError as error:
        print(error, flush=True)
    print("proved", len(memory.vouch(name.upper(), "271828").id), flush=True)
"""


def run(*kiosk: str) -> subprocess.CompletedProcess[str]:
    """A keeper whose kiosk is that program."""
    return subprocess.run(
        [sys.executable, "-c", KEEPER, "{}", *kiosk],
        cwd=ROOT,
        env=UNSEEN,
        capture_output=True,
        text=True,
        timeout=LONGEST_S,
        check=False,
    )


def test_a_killed_kiosk_comes_back_at_the_same_question(tmp_path: Path) -> None:
    root = copied(tmp_path / "clinic")

    with keeper(root) as running:
        _at, step, _sitting, number = words(running)
        kill(number)
        found = words(running)

    assert found[:3] == ["again", step, "9"]
    assert found[3] != number


def test_a_call_that_was_just_pressed_sounds_after_the_kill(tmp_path: Path) -> None:
    root = copied(tmp_path / "clinic")

    with keeper(root, ASKS) as running:
        *_said, number = words(running)
        kill(number)
        found = words(running)

    assert found[:3] == ["again", "rating", "9"]
    assert found[4] == "sounding"


def test_the_end_of_the_keeper_scores_what_was_kept(tmp_path: Path) -> None:
    root = copied(tmp_path / "clinic")

    with keeper(root) as running:
        words(running)
        running.send_signal(signal.SIGTERM)
        _out, err = running.communicate(timeout=LONGEST_S)

    assert (running.returncode, err) == (0, "")
    house = open_house(root)
    assert house.letterbox.head.number == 1
    house.close()


def test_a_killed_keeper_takes_the_kiosk_along(tmp_path: Path) -> None:
    root = copied(tmp_path / "clinic")

    with keeper(root) as running:
        words(running)
        running.kill()
        assert running.stdout is not None
        rest = running.stdout.read()

    assert rest == ""
    house = open_house(root)
    assert house.letterbox.head.number == 1
    house.close()


def test_a_kiosk_that_cannot_open_is_not_started_again(tmp_path: Path) -> None:
    done = run("import sys; print('once'); sys.exit(78)", str(tmp_path))

    assert (done.returncode, done.stdout) == (1, "once\n")


def test_a_kiosk_that_is_closed_by_staff_stays_closed(tmp_path: Path) -> None:
    done = run("print('once')", str(tmp_path))

    assert (done.returncode, done.stdout) == (0, "once\n")


def test_a_kiosk_that_asks_for_the_vaults_key_is_refused(tmp_path: Path) -> None:
    thief = """
import sys
from distressapp.channel import Channel, Message
asking = Channel.inherited(int(sys.argv[sys.argv.index("--keeper-fd") + 1]))
for verb in ("unlock", "sign", "leave", "recent", "answered"):
    answer = asking.ask(Message(verb=verb, name="Ana Ito", body=b"271828"))
    print(answer.verb, answer.body, flush=True)
"""

    done = run(thief, str(tmp_path))

    assert done.stdout.splitlines() == ["refused b''"] * 5
    assert done.returncode == 0


def test_something_passing_at_a_restart_is_waited_for(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    room = f"""
import sys
from pathlib import Path
from distressapp.channel import Channel, Message
mark = Path({str(mark)!r})
count = int(mark.read_text()) if mark.exists() else 0
mark.write_text(str(count + 1))
if count == 0:
    asking = Channel.inherited(int(sys.argv[sys.argv.index("--keeper-fd") + 1]))
    asking.send(Message(verb="alive"))
    sys.exit(9)
sys.exit(75 if count == 1 else 0)
"""

    done = run(room, str(tmp_path))

    assert (done.returncode, mark.read_text()) == (0, "3")


def test_something_passing_at_the_first_start_is_told_and_left(tmp_path: Path) -> None:
    done = run("print('once'); raise SystemExit(75)", str(tmp_path))

    assert (done.returncode, done.stdout) == (1, "once\n")


def test_a_kiosk_that_somebody_else_ends_is_opened_again(tmp_path: Path) -> None:
    root = copied(tmp_path / "clinic")

    with keeper(root) as running:
        *_said, number = words(running)
        os.kill(int(number), signal.SIGTERM)
        found = words(running)

    assert found[:2] == ["at", "rating"]
    assert found[3] != number


def test_a_kiosk_that_will_not_end_does_not_keep_its_keeper(tmp_path: Path) -> None:
    deaf = "import signal, time; signal.signal(15, 1); print('deaf', flush=True); time.sleep(60)"
    running = subprocess.Popen(
        [sys.executable, "-c", QUICK.replace("{}", "100"), "{}", deaf, str(tmp_path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert running.stdout is not None
    running.stdout.readline()

    running.terminate()
    running.communicate(timeout=LONGEST_S)

    assert running.returncode == 0


def test_a_window_that_moves_no_more_is_opened_again(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    stuck = f"""
import sys, time
from pathlib import Path
from distressapp.channel import Channel, Message
asking = Channel.inherited(int(sys.argv[sys.argv.index("--keeper-fd") + 1]))
mark = Path({str(mark)!r})
if mark.exists():
    sys.exit(0)
mark.touch()
asking.send(Message(verb="alive"))
time.sleep(60)
"""

    done = subprocess.run(
        [sys.executable, "-c", QUICK.replace("{}", "4"), "{}", stuck, str(tmp_path)],
        cwd=ROOT,
        timeout=LONGEST_S,
        check=False,
    )

    assert done.returncode == 0


def test_a_program_that_is_just_being_replaced_is_tried_again(tmp_path: Path) -> None:
    program = tmp_path / "program"
    running = subprocess.Popen([sys.executable, "-c", MISSING, str(program)], cwd=ROOT)
    time.sleep(1)
    assert running.poll() is None

    program.write_text("#!/bin/sh\nexit 0\n")
    program.chmod(0o700)

    assert running.wait(LONGEST_S) == 0


def test_who_signs_in_lets_the_kiosk_hold_back(tmp_path: Path) -> None:
    root = tmp_path / "clinic"
    answered(root)

    with (
        descriptor(f"{PASSPHRASE}\n") as passphrase,
        keeper(root, HELD_BACK, secrets=(passphrase,)) as running,
    ):
        held_back = words(running)

    assert held_back == ["hads", "nothing", "more"]


def test_the_pin_of_the_shift_answers_a_call_and_another_does_not(tmp_path: Path) -> None:
    root = copied(tmp_path / "clinic")

    with (
        descriptor(f"{PASSPHRASE}\n") as passphrase,
        descriptor("271828\n") as pin,
        keeper(root, VOUCHES, secrets=(passphrase, pin)) as running,
    ):
        wrong, right = words(running), words(running)

    assert wrong[0] == "That"
    assert right == ["proved", "32"]


def test_a_call_that_staff_answer_in_their_room_is_silent_at_the_kiosk(tmp_path: Path) -> None:
    root = copied(tmp_path / "clinic")

    with keeper(root, CALLS, staff=ANSWERS) as running:
        before, after = words(running), words(running)

    assert before == ["state", "sounding"]
    assert after == ["state", "acknowledged"]


def test_a_wrong_passphrase_opens_no_kiosk(tmp_path: Path) -> None:
    root = copied(tmp_path / "clinic")

    with (
        descriptor("seven grey herons walk on sand\n") as passphrase,
        keeper(root, secrets=(passphrase,)) as running,
    ):
        out, err = running.communicate(timeout=LONGEST_S)

    assert (running.returncode, out) == (1, "")
    assert "does not open the vault" in err
