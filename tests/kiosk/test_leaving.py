"""The kiosk session has one way out: staff's start page, and the PIN of who may."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from distressapp.bootstrap import open_vault
from distressapp.core.journal import parsed
from distressapp.kiosk.answering import NAME, PIN
from distressapp.kiosk.handover import Desk
from distressapp.kiosk.leaving import UNTOUCHED_MS, Leave
from distressapp.kiosk.plain import Act
from distressapp.kiosk.stage import Phase
from distressapp.service.audit_words import GROUPS, kind_words
from distressapp.service.closing import KIND
from distressapp.service.memory import KeptMemory
from distressapp.service.takein import take_in
from tests.clinics import PASSPHRASE
from tests.keeper import beside
from tests.kiosk.callers import STAFFED, silence
from tests.kiosk.day import SHORT, Day, day, ring_out, settle, tap
from tests.kiosk.disk import full_disk
from tests.kiosk.fitting import crowded, cut_words, low_targets, outside


@pytest.fixture
def memory() -> Iterator[KeptMemory]:
    with beside.signed_in("Ana Ito", may_close=True) as found:
        yield found


@pytest.fixture
def here(qtbot: QtBot, tmp_path: Path, memory: KeptMemory) -> Day:
    """The first page of a session; Ana may close it."""
    return day(qtbot, tmp_path / "clinic", STAFFED, memory=memory, is_session=True)


def go_out(here: Day) -> None:
    assert here.desk.close_button is not None
    tap(here.desk.close_button)


def closed(here: Day) -> list[object]:
    """What the front door hears."""
    heard: list[object] = []
    here.window.closed.connect(heard.append)
    return heard


def say_who(here: Day, pin: str) -> None:
    tap(here.form.names[0])
    here.form.fields[PIN].show_text(pin)
    tap(here.form.buttons[Leave.CLOSE])


def entries(here: Day) -> list[object]:
    vault = open_vault(here.house, PASSPHRASE)
    try:
        take_in(here.house, vault)
        found = vault.entries(here.house.letterbox.head.writer)
        return [parsed(each.entry.payload) for each in found if each.entry.kind == KIND]
    finally:
        vault.close()


def test_the_pin_of_who_may_closes_it_and_an_entry_says_who(here: Day) -> None:
    heard = closed(here)

    go_out(here)
    say_who(here, beside.PIN)

    assert len(heard) == 1
    assert entries(here) == [{"by": "Ana Ito", "member": beside.MEMBER}]


def test_the_entry_of_a_closed_kiosk_has_words_and_a_place_in_the_audit() -> None:
    words = kind_words(KIND)

    assert words != KIND
    assert "kiosk." in GROUPS["safety"]


def test_a_wrong_pin_closes_nothing_and_stands_nowhere(here: Day) -> None:
    heard = closed(here)
    go_out(here)

    say_who(here, "000001")

    assert heard == []
    assert "not the PIN" in here.form.message.text()
    assert here.form.text(PIN) == ""
    assert entries(here) == []


def test_no_name_closes_nothing(here: Day) -> None:
    heard = closed(here)
    go_out(here)

    tap(here.form.buttons[Leave.CLOSE])

    assert heard == []
    assert here.form.message.text()


def test_a_role_that_may_not_is_sent_to_who_may(qtbot: QtBot, tmp_path: Path) -> None:
    with beside.signed_in("Ben Okoye") as memory:
        here = day(qtbot, tmp_path / "clinic", SHORT, memory=memory, is_session=True)
        heard = closed(here)
        go_out(here)

        say_who(here, beside.PIN)

        assert heard == []
        assert "Your role does not close the kiosk" in here.form.message.text()


def test_nobody_signed_in_is_sent_to_the_staffs_window(qtbot: QtBot, tmp_path: Path) -> None:
    here = day(qtbot, tmp_path / "clinic", SHORT, is_session=True)

    go_out(here)

    assert set(here.plain.buttons) == {Act.ROOM, Act.BACK}
    here.act(Act.BACK)
    assert here.window.phase is Phase.DESK


def test_a_full_disk_keeps_nobody_from_closing(here: Day) -> None:
    heard = closed(here)
    go_out(here)

    with full_disk(here.house.folder.root):
        say_who(here, beside.PIN)

    assert len(heard) == 1


@pytest.mark.parametrize("act", ["back", "wait"])
def test_a_form_that_is_left_gives_way_to_the_first_page(here: Day, act: str) -> None:
    go_out(here)
    here.form.fields[NAME].type("A")

    if act == "back":
        tap(here.form.buttons[Leave.BACK])
    else:
        ring_out(here.window.leaving, UNTOUCHED_MS)

    assert here.window.phase is Phase.DESK
    assert here.desk.close_button is not None


def test_there_is_no_way_out_where_it_is_one_window_among_others(
    qtbot: QtBot, tmp_path: Path
) -> None:
    here = day(qtbot, tmp_path / "clinic", SHORT)

    assert here.desk.close_button is None


def test_a_call_that_sounds_leaves_no_way_out(here: Day) -> None:
    tap(here.desk.buttons[Desk.NOW])
    here.act(Act.YES)
    here.window.show_desk()
    settle()

    assert here.desk.close_button is None


def test_no_page_of_a_session_can_be_closed_by_the_system(here: Day) -> None:
    window: QWidget = here.window
    closings = [window.close()]
    go_out(here)
    closings.append(window.close())
    tap(here.form.buttons[Leave.BACK])
    here.hand_over()
    closings.append(window.close())
    here.go_to("rating")
    closings.append(window.close())
    tap(here.room.foot.now)
    closings.append(window.close())
    silence(here)
    closings.append(window.close())

    assert closings == [False] * 6
    assert window.isVisible()


@pytest.mark.parametrize("size", [(1280, 800), (800, 1280), (1920, 1080)])
def test_the_way_out_fits_and_lies_on_nothing(
    qtbot: QtBot, tmp_path: Path, memory: KeptMemory, size: tuple[int, int]
) -> None:
    here = day(qtbot, tmp_path / "clinic", SHORT, memory=memory, size=size, is_session=True)
    look = here.window.look(100)

    for is_way_out in (False, True):
        if is_way_out:
            go_out(here)
        page = here.window.page
        assert page is not None
        assert cut_words(page) == []
        assert low_targets(page, look) == []
        assert crowded(page, look) == []
        assert outside(page) == []


@pytest.mark.parametrize("size", [(1024, 600), (600, 1024)])
def test_on_a_small_screen_no_word_of_the_way_out_is_cut(
    qtbot: QtBot, tmp_path: Path, memory: KeptMemory, size: tuple[int, int]
) -> None:
    here = day(qtbot, tmp_path / "clinic", SHORT, memory=memory, size=size, is_session=True)

    first = cut_words(here.window)
    go_out(here)

    assert first + cut_words(here.window) == []
