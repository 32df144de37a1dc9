"""The front door with a window: how it is left, what it survives, and whom it refuses."""

import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

import pytest

from distressapp.bootstrap import open_house, open_vault
from distressapp.core.record import Record
from distressapp.core.sitting import Stop
from distressapp.service.takein import take_in
from distressapp.vault import lists
from tests.clinics import NUMBER, PASSPHRASE, copied, settings
from tests.kiosk.program import LONGEST_S, ROOT, UNSEEN, kiosk, left, line

BREAKS: Final = """
    print(plan.sitting, flush=True)
    def fail(_interview):
        raise LookupError("MRN-4711 chose 9")
    from distressapp.ui.guard import guarded
    day.window.conductor.moved.connect({slot})
    QTimer.singleShot(300, lambda: print(kiosk().title, flush=True))
    day.next()
"""


def taken_in(root: Path, sitting: str) -> Record:
    """What staff find of that sitting."""
    house = open_house(root, room=None)
    vault = open_vault(house, PASSPHRASE)
    take_in(house, vault)
    found = lists.sitting(vault, sitting)
    vault.close()
    house.close()
    assert found is not None
    return found.record


def test_sigterm_in_the_middle_scores_what_was_kept_and_logs_no_word_of_it(tmp_path: Path) -> None:
    root = copied(tmp_path / "clinic", settings())
    with kiosk(root) as running:
        sitting = line(running)

        status, said = left(running)

    log = (root / "log" / "events.log").read_text()
    events = [each.split(maxsplit=2)[2] for each in log.splitlines()]
    record = taken_in(root, sitting)
    assert (status, said) == (0, "")
    assert events == ["started", "sitting opened", "sitting closed", "stopped"]
    assert record.sitting.stop is Stop.CLOSING
    assert "dt.rating.8" in {each.rule for each in record.outcome.flags}


WHEN_COLLECTING: Final = """
    import gc
    def look():
        if gc.isenabled():
            print(True, flush=True)
        else:
            QTimer.singleShot(100, look)
    look()
"""


def test_a_kiosk_looks_for_rubbish_again_once_its_window_is_there(tmp_path: Path) -> None:
    root = copied(tmp_path / "clinic", settings())

    with kiosk(root, WHEN_COLLECTING) as running:
        is_collecting = line(running)
        left(running)

    assert is_collecting == "True"


WHEN_WATCHING: Final = """
    from distressapp.ui.modality import Modality
    def look():
        from PySide6.QtGui import QGuiApplication
        found = sum(len(each.findChildren(Modality)) for each in QGuiApplication.topLevelWindows())
        if found:
            print(found, flush=True)
        else:
            QTimer.singleShot(20, look)
    look()
"""


def test_keys_and_fingers_are_told_apart_once_its_window_is_there(tmp_path: Path) -> None:
    root = copied(tmp_path / "clinic", settings())

    with kiosk(root, WHEN_WATCHING, quick=True) as running:
        found = line(running)
        left(running)

    assert found == "1"


def test_one_who_asks_it_to_end_twenty_times_closes_the_sitting_once(tmp_path: Path) -> None:
    root = copied(tmp_path / "clinic", settings())
    with kiosk(root) as running:
        line(running)

        for _ in range(20):
            running.send_signal(signal.SIGTERM)
            time.sleep(0.003)
        status, said = left(running)

    log = (root / "log" / "events.log").read_text()
    assert (status, said) == (0, "")
    assert log.count("sitting closed") == 1


@pytest.mark.parametrize("slot", ["guarded(fail)", "fail"])
def test_what_nobody_foresaw_shows_the_safe_screen_and_is_logged_by_its_kind_alone(
    tmp_path: Path, slot: str
) -> None:
    root = copied(tmp_path / "clinic", settings())
    with kiosk(root, BREAKS.replace("{slot}", slot)) as running:
        sitting, title = line(running), line(running)

        status, said = left(running)

    log = (root / "log" / "events.log").read_text()
    assert title == "Something went wrong here."
    assert (status, said) == (0, "")
    assert "unforeseen error LookupError" in log
    assert NUMBER not in log
    assert "chose" not in log
    assert taken_in(root, sitting).outcome.scored["dt"].scores["rating"].value == 9


def test_kill_9_leaves_what_staff_score_as_a_restart(tmp_path: Path) -> None:
    root = copied(tmp_path / "clinic", settings())
    with kiosk(root) as running:
        sitting = line(running)

        running.kill()
        running.communicate()

    record = taken_in(root, sitting)
    assert record.sitting.stop is Stop.RESTART
    assert record.outcome.scored["dt"].scores["rating"].value == 9


def test_a_second_kiosk_on_the_same_folder_is_one_plain_sentence(tmp_path: Path) -> None:
    root = copied(tmp_path / "clinic", settings())
    with kiosk(root) as running:
        sitting = line(running)

        second = subprocess.run(
            [sys.executable, "-m", "distressapp", "kiosk", "--data", str(root)],
            cwd=ROOT,
            env=UNSEEN,
            capture_output=True,
            text=True,
            timeout=LONGEST_S,
            check=False,
        )
        status, _said = left(running)

    assert (second.returncode, second.stdout) == (1, "")
    assert second.stderr == (
        "The kiosk is already open on this data folder. "
        "Use the one that is open, or close it first.\n"
    )
    assert status == 0
    assert taken_in(root, sitting).outcome.scored["dt"].scores["rating"].value == 9


def test_a_display_that_is_dead_is_no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    from distressapp.desktop import has_screen  # noqa: PLC0415  (Qt, in this test only)

    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":4711")
    dead = has_screen()
    monkeypatch.delenv("DISPLAY")

    assert not dead
    assert not has_screen()
